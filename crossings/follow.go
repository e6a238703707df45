package main

import (
	"bufio"
	"context"
	"iter"
	"log/slog"
	"sync"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/journal"
)

// News are claims that came into a journal.
type news struct {
	file  string
	lines []border.ClaimLine
}

// follow yields what comes into journals, first what they have, until ctx is done. It ends with
// the first error, which is about one of them.
func (a *app) follow(ctx context.Context, files []string, every time.Duration) iter.Seq2[news, error] {
	type told struct {
		news
		err error
	}
	return func(yield func(news, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		var following sync.WaitGroup
		defer following.Wait()
		defer stop()
		came := make(chan told)
		for _, file := range files {
			following.Go(func() {
				for lines, err := range journal.Follow(ctx, file, every) {
					select {
					case came <- told{news{file, lines}, err}:
					case <-ctx.Done():
						return
					}
				}
			})
		}
		for {
			select {
			case <-ctx.Done():
				return
			case t := <-came:
				if t.err != nil {
					yield(t.news, a.advised(t.file, t.err))
					return
				}
				if !yield(t.news, nil) {
					return
				}
			}
		}
	}
}

// followed returns the journals among the files of --add, and that of the environment, whether it
// is there yet or not: those that a command which goes on follows.
func (a *app) followed() (files []string) {
	for _, file := range a.added() {
		if holdsJournal(file) {
			files = append(files, file)
		}
	}
	if own := a.ownJournal; own != "" && own != a.setAside && !isThere(own) && !isSameFile(own, a.writes) {
		files = append(files, own)
	}
	return files
}

// holdsJournal reports whether a file is a journal, or has nothing yet that it could be told by.
func holdsJournal(name string) bool {
	f, err := openFile(name)
	if err != nil {
		return false
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return false
	}
	start, _ := bufio.NewReader(f).Peek(journal.DetectLength)
	return len(start) == 0 || journal.Detect(start)
}

// How often a server looks into the journals that it follows, and how long it waits before it
// tries one again that it could not read.
const (
	serveLookTime  = 300 * time.Millisecond
	serveRetryTime = 3 * time.Second
)

// keepFollowing adds what comes into journals to a registry, until ctx is done. What is wrong with
// one is logged once, and it is tried again: it may be mended.
func (a *app) keepFollowing(ctx context.Context, files []string, reg *border.Registry, log *slog.Logger) {
	var following sync.WaitGroup
	defer following.Wait()
	for _, file := range files {
		following.Go(func() {
			told := ""
			for ctx.Err() == nil {
				for lines, err := range journal.Follow(ctx, file, serveLookTime) {
					if err == nil {
						err = addLines(reg, file, lines)
					}
					if err == nil {
						told = ""
						continue
					}
					if text := err.Error(); text != told {
						told = text
						log.Error("a journal cannot be followed", "file", file, "error", err)
					}
					break
				}
				select {
				case <-ctx.Done():
				case <-time.After(serveRetryTime):
				}
			}
		})
	}
}
