package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/google/uuid"
	"github.com/spf13/cobra"
)

func newAppendCommand(a *app) *cobra.Command {
	var f natsFlags
	cmd := &cobra.Command{
		Use:   "append --nats SERVERS [CLAIMS...]",
		Short: "Write claims to a log; each id is printed once most of its servers have its claim",
		Long: `append writes claims to a log on NATS JetStream, which the servers of serve --nats
follow, and prints the id of each claim once most of the log's servers have it on
their disks.

The claims are JSON Lines or a journal, from the files CLAIMS, or without them from
standard input. They are read to the end, and checked against the dataset and the
whole log before the first is written. A claim that is there already changes nothing,
so the same input can be given again, as after an interrupt.

The claims.jsonl of an archive, given to append, fills a new log.`,
		Annotations: without("known", "as-of", "on", "json"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.servers == "" {
				return usageError{errors.New("append needs --nats, the servers of the log")}
			}
			if err := f.check(cmd); err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM)
			defer stop()
			if len(args) == 0 {
				args = []string{"-"}
			}
			return a.appendFiles(ctx, &f, args)
		},
	}
	f.register(cmd, "write to the log on these `servers`: nats://host:4222, with commas between them")
	return cmd
}

// appendFiles appends the claims of files to a log.
func (a *app) appendFiles(ctx context.Context, f *natsFlags, files []string) (err error) {
	var read claimsRead
	for _, file := range files {
		if err := a.readClaims(file, &read); err != nil {
			return err
		}
	}
	a.setAsideOwn("servers that follow one log have the same claims beside it")
	reg, err := a.registry()
	if err != nil {
		return err
	}
	config := jetstream.Config{Log: f.log, Name: fmt.Sprintf("crossings append %d", os.Getpid()), Quiet: true}
	r, err := newReplica(f, config, reg, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		return err
	}
	following, end := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() {
		done <- r.run(following)
		end()
	}()
	defer func() {
		end()
		err = errors.Join(<-done, err)
	}()
	if err := a.awaitCurrent(following, r); err != nil {
		return err
	}
	if _, _, err := try(reg, read.claims...); err != nil {
		return read.placed(err)
	}
	return a.appendAll(following, r.following.Load().log, read.claims)
}

// awaitCurrent waits until the registry has what the log has, and says now and then
// why that takes time.
func (a *app) awaitCurrent(ctx context.Context, r *replica) error {
	const patience = 5 * time.Second
	told := time.Now()
	for !r.currency().Current {
		if time.Since(told) > patience {
			told = time.Now()
			a.note("waiting: %s", words.Reason(a.language, r.currency().Reason))
		}
		select {
		case <-ctx.Done():
			return errors.New("nothing was written")
		case <-time.After(lookTime):
		}
	}
	return nil
}

// appendAll appends claims, some thousands at a time.
func (a *app) appendAll(ctx context.Context, log *jetstream.Log, claims []border.Claim) error {
	const most = 4096
	for len(claims) > 0 {
		some := claims[:min(most, len(claims))]
		claims = claims[len(some):]
		_, err := log.Append(ctx, some...)
		unknown := map[uuid.UUID]bool{}
		if failed, ok := errors.AsType[*jetstream.AppendError](err); ok {
			for _, id := range failed.Claims {
				unknown[id] = true
			}
		} else if err != nil {
			return err
		}
		printing := a.buffered(func() error {
			for _, c := range some {
				if c.ID == uuid.Nil {
					c.ID = c.ContentID()
				}
				if !unknown[c.ID] {
					if _, err := fmt.Fprintln(a.out, c.ID); err != nil {
						return err
					}
				}
			}
			return nil
		})
		switch {
		case printing != nil:
			return printing
		case err != nil:
			return fmt.Errorf("%w\nClaims of which the id was printed are in the log; give the same input again", err)
		}
	}
	return nil
}
