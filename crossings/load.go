package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"

	"github.com/crossingstatus/border"
)

// registry returns a registry of the claims that the flags name. All files are
// read before one claim is added, so that a claim in one may withdraw one in
// another.
func (a *app) registry() (*border.Registry, error) {
	added := a.added()
	if len(a.data)+len(added) == 0 && a.crossings == "" && a.parties == "" {
		reg, err := a.datasetRegistry()
		if err == nil {
			a.tellUnresolved(reg)
		}
		return reg, err
	}
	if a.dataset != "" && len(a.data) > 0 {
		return nil, usageError{errors.New("--dataset and --data both name the claims; give one of them")}
	}
	base, err := a.datasetRegistry()
	if err != nil {
		return nil, err
	}
	world, err := a.world(base.View())
	if err != nil {
		return nil, err
	}
	reg, err := border.NewWith(world)
	if err != nil {
		return nil, err
	}
	var read claimsRead
	if len(a.data) == 0 {
		if err := reg.Load(accepted(base.View().All())); err != nil {
			return nil, fmt.Errorf("the dataset's claims do not fit: %w; with crossings or parties of your own, name their claims with --data", err)
		}
	}
	for _, file := range slices.Concat(a.data, added) {
		if err := a.readClaims(file, &read); err != nil {
			return nil, err
		}
	}
	if err := read.load(reg); err != nil {
		return nil, err
	}
	a.tellUnresolved(reg)
	return reg, nil
}

// accepted yields claims that were read without a fault.
func accepted(claims iter.Seq[border.Claim]) iter.Seq2[border.Claim, error] {
	return func(yield func(border.Claim, error) bool) {
		for c := range claims {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// datasetRegistry returns a registry of the dataset.
func (a *app) datasetRegistry() (*border.Registry, error) {
	if a.dataset == "" {
		return border.Default()
	}
	reg, err := border.Load(os.DirFS(a.dataset))
	if err != nil {
		return nil, fmt.Errorf("dataset %s: %w", a.dataset, err)
	}
	return reg, nil
}

// world returns the crossings and parties that the flags name, else those of the
// dataset, with its register of sources, its succession and its texts.
func (a *app) world(base border.View) (border.World, error) {
	w := border.World{
		Crossings:  slices.Collect(base.Crossings()),
		Parties:    slices.Collect(base.Parties()),
		Sources:    slices.Collect(base.Sources()),
		Succession: slices.Collect(base.Succession()),
		Texts:      map[string]border.Texts{"ar": base.Texts("ar")},
	}
	if a.crossings != "" {
		data, err := readFile(a.crossings)
		if err != nil {
			return border.World{}, err
		}
		if w.Crossings, err = border.ReadCrossings(data, a.crossings); err != nil {
			return border.World{}, err
		}
	}
	if a.parties != "" {
		data, err := readFile(a.parties)
		if err != nil {
			return border.World{}, err
		}
		if w.Parties, err = border.ReadParties(data, a.parties); err != nil {
			return border.World{}, err
		}
	}
	return w, nil
}

// claimsRead are claims with the places where they were read.
type claimsRead struct {
	claims []border.Claim
	places []place
}

type place struct {
	file string
	line int
}

func (r *claimsRead) add(c border.Claim, file string, line int) {
	r.claims = append(r.claims, c)
	r.places = append(r.places, place{file, line})
}

// load adds the claims to a registry.
func (r *claimsRead) load(reg *border.Registry) error {
	return r.placed(reg.Load(accepted(slices.Values(r.claims))))
}

// placed puts into an error of Add where the claim at fault was read.
func (r *claimsRead) placed(err error) error {
	if e, ok := errors.AsType[*border.ClaimError](err); ok && e.File == "" && 0 < e.Line && e.Line <= len(r.places) {
		at := *e
		at.File, at.Line = r.places[e.Line-1].file, r.places[e.Line-1].line
		return &at
	}
	return err
}

// readClaims reads a file of claims up to the first fault; "-" is standard input.
func (a *app) readClaims(file string, into *claimsRead) error {
	for l, err := range a.claimsOf(file) {
		if err != nil {
			return err
		}
		into.add(l.Claim, file, l.Line)
	}
	return nil
}

// openFile opens a file to read, which is no directory.
func openFile(name string) (*os.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	switch {
	case err == nil && info.IsDir():
		f.Close()
		return nil, fmt.Errorf("%s is a directory", name)
	case err == nil && info.Mode()&os.ModeDevice != 0 && name != os.DevNull && name != "/dev/stdin":
		f.Close()
		return nil, fmt.Errorf("%s is a device, of which there is no end; want a file", name)
	}
	return f, nil
}

// readFile reads a file, as openFile opens it.
func readFile(name string) ([]byte, error) {
	f, err := openFile(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// claimsOf yields the claims of a file, fault by fault.
func (a *app) claimsOf(file string) iter.Seq2[border.ClaimLine, error] {
	return func(yield func(border.ClaimLine, error) bool) {
		r := a.in
		if file != "-" {
			f, err := openFile(file)
			if err != nil {
				yield(border.ClaimLine{}, err)
				return
			}
			defer f.Close()
			r = f
		}
		a.claimsIn(r, file, a.everyFault)(yield)
	}
}
