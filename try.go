package border

import "slices"

// Try returns what would change in the answers of the latest view if claims were added, and adds
// nothing: what a desk shows before somebody says yes. The error is that of [Registry.Add]. It takes as
// long as loading all claims does.
func (r *Registry) Try(claims ...Claim) ([]Change, error) {
	v := r.View()
	if v.isZero() {
		return nil, ErrNoCrossing
	}
	tried := newRegistry(r.world)
	err := tried.Load(func(yield func(Claim, error) bool) {
		for c := range v.All() {
			if !yield(c, nil) {
				return
			}
		}
	})
	if err != nil {
		return nil, err
	}
	if _, err := tried.Add(claims...); err != nil {
		return nil, err
	}
	return slices.Collect(Diff(v, tried.View())), nil
}
