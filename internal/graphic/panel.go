package graphic

// hasPanel reports whether there is something to say beside the pictures.
func (b *sheet) hasPanel() bool { return false }
