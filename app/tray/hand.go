package tray

import "time"

// SettleAfter is how long a hand must be away from the list before its order
// may change: a row must not slip from under a finger that is about to press.
const SettleAfter = time.Second

// RestsAfter is how long a pointer over the list lies still before it counts as
// away: who waits for a finding with the pointer there is to see it come up.
const RestsAfter = 4 * time.Second

// Hand remembers whether a hand is on the list. The zero value is away since ever.
type Hand struct {
	over bool
	left time.Time
}

// Over says that the hand is on the list: the pointer over it, or scrolling.
func (h *Hand) Over() { h.over = true }

// Away says that the hand has left the list at that moment.
func (h *Hand) Away(now time.Time) { h.over, h.left = false, now }

// Rest says that the hand lies still.
func (h *Hand) Rest() { h.over, h.left = false, time.Time{} }

// Settled reports whether the order may change.
func (h *Hand) Settled(now time.Time) bool {
	return !h.over && now.Sub(h.left) >= SettleAfter
}
