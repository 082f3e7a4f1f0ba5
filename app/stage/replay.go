package stage

import "github.com/motbilde/motbilde/internal/compare"

// replayable reports whether the recipe's steps could be shown done to the candidate.
func (s *Stage) replayable() bool {
	return s.scene.Editable && s.mode == compare.SideBySide && s.shows() == showPanes && s.warped()
}

// WantsReplay reports whether a person wants to see the candidate with the steps
// done to it; the scene's Replay says when there is one to show.
func (s *Stage) WantsReplay() bool {
	return s.values.replay && s.mode == compare.SideBySide && s.scene.Editable
}

// replayed reports whether the candidate's pane shows the replay.
func (s *Stage) replayed() bool { return s.values.replay && s.scene.Replay && s.replayable() }

// setReplay shows the candidate as it is, or with the steps done to it.
func (s *Stage) setReplay(replay bool) {
	s.values.replay = replay
	s.slots = [2]slot{} // no picture stands under another one's name
	if s.OnReplay != nil {
		s.OnReplay()
	}
	s.changed()
}
