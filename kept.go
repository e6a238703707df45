package border

import "sync/atomic"

// A lastOf keeps what was worked out of all claims of the view that was asked last, for a view never
// changes. Those who publish ask the same of the latest view again and again, and of others seldom.
type lastOf[T any] struct {
	last atomic.Pointer[ofView[T]]
}

type ofView[T any] struct {
	view  View
	value T
}

// of returns what work returns for the view, which is not the zero View.
func (l *lastOf[T]) of(v View, work func() T) T {
	if last := l.last.Load(); last != nil && last.view == v {
		return last.value
	}
	value := work()
	l.last.Store(&ofView[T]{v, value})
	return value
}
