package jetstream

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	natsjs "github.com/nats-io/nats.go/jetstream"
)

// A Server is what one server of a cluster tells of itself.
type Server struct {
	Monitor  string // its monitoring address
	Name     string
	Version  string
	SyncsAll bool   // it writes to the disk before it acknowledges
	Messages uint64 // of the log, on its disk
	First    uint64 // sequences
	Last     uint64
	HasLog   bool
}

// A Report is what [Examine] found. Nothing is lost by rule if it has no faults.
type Report struct {
	Stream  natsjs.StreamConfig
	Head    uint64
	Servers []Server // those of the monitoring addresses, in that order
	Faults  []Fault
}

// Examine looks for what could lose claims of a log, or has lost some: in the configuration of
// the stream, in how each server writes to its disk, and in how many messages each has there.
// Monitors are the addresses of the servers' monitoring, as http://127.0.0.1:8222, one for each
// server. Only they tell how a server writes, so a missing one is a fault.
//
// A server notices damage only when it reads its blocks. Damage in blocks that it has not read
// is not found here, but by whoever follows the log from its beginning.
//
// The error is that the log cannot be reached. A server that cannot be reached is a fault.
func Examine(ctx context.Context, js natsjs.JetStream, config Config, monitors ...string) (Report, error) {
	config, err := config.withDefaults()
	if err != nil {
		return Report{}, err
	}
	l := &Log{config: config, js: js, nc: js.Conn()}
	try, cancel := context.WithTimeout(ctx, 3*perTry)
	defer cancel()
	stream, err := js.Stream(try, config.stream())
	if errors.Is(err, natsjs.ErrStreamNotFound) {
		return Report{}, fmt.Errorf("log %q: there is no stream %s; whoever follows or appends first makes it", config.Log, config.stream())
	}
	if err != nil {
		return Report{}, fmt.Errorf("log %q: %w", config.Log, l.explain(err))
	}
	info := stream.CachedInfo()
	r := Report{Stream: info.Config, Head: info.State.LastSeq, Faults: streamFaults(info.Config)}
	r.examineReplicas(info)
	for _, monitor := range monitors {
		s, err := askServer(ctx, strings.TrimSuffix(monitor, "/"), config.stream())
		if err != nil {
			r.fault("server at "+monitor, "%v", err)
			continue
		}
		r.Servers = append(r.Servers, s)
	}
	r.examineServers(info)
	return r, nil
}

func (r *Report) fault(where, format string, args ...any) {
	r.Faults = append(r.Faults, Fault{where, fmt.Sprintf(format, args...)})
}

// examineReplicas looks at what the leader says of the replicas.
func (r *Report) examineReplicas(info *natsjs.StreamInfo) {
	if n := info.State.NumDeleted; n > 0 {
		r.fault("stream "+info.Config.Name, "its leader %q lacks %d messages within the log: they were deleted or its blocks are damaged", leaderOf(info), n)
	}
	if info.State.FirstSeq > 1 {
		r.fault("stream "+info.Config.Name, "begins with sequence %d at its leader %q: what was before is lost there", info.State.FirstSeq, leaderOf(info))
	}
	if info.Cluster == nil {
		return
	}
	for _, p := range info.Cluster.Replicas {
		switch {
		case p.Offline:
			r.fault("server "+p.Name, "is offline")
		case !p.Current:
			r.fault("server "+p.Name, "is not up to date: %d operations behind, last heard of %v ago", p.Lag, p.Active.Round(time.Millisecond))
		}
	}
}

func leaderOf(info *natsjs.StreamInfo) string {
	if info.Cluster == nil {
		return ""
	}
	return info.Cluster.Leader
}

// examineServers looks at what the servers say of themselves.
func (r *Report) examineServers(info *natsjs.StreamInfo) {
	expected := info.Config.Replicas
	if len(r.Servers) < expected {
		r.fault("stream "+info.Config.Name, "%d of its %d servers told how they write to their disks; give the monitoring address of each", len(r.Servers), expected)
	}
	for i, s := range r.Servers {
		where := "server " + s.Name
		if !s.SyncsAll {
			r.fault(where, "acknowledges before its disk has what it acknowledges; set sync_interval: always")
		}
		if s.Version != r.Servers[0].Version {
			r.fault(where, "runs version %s, and %s runs %s; finish the upgrade", s.Version, r.Servers[0].Name, r.Servers[0].Version)
		}
		if i > 0 && s.Name == r.Servers[0].Name {
			r.fault(where, "was given twice, or two servers have its name")
		}
		if s.HasLog && s.Last > 0 && s.Messages+s.First != s.Last+1 {
			r.fault(where, "has %d messages of the log between sequences %d and %d: blocks on its disk are damaged; empty its store and let it take the log from the others", s.Messages, s.First, s.Last)
		}
		// It may be a moment behind or ahead, and what it lost at the end shows so, too.
		const grace = 10_000
		if s.HasLog && (s.First > 1 || s.Last+grace < r.Head) {
			r.fault(where, "has sequences %d..%d of a log that ends at %d", s.First, s.Last, r.Head)
		}
	}
}

// askServer asks a server's monitoring.
func askServer(ctx context.Context, monitor, stream string) (Server, error) {
	s := Server{Monitor: monitor}
	var general struct {
		Name    string `json:"server_name"`
		Version string `json:"version"`
	}
	if err := getJSON(ctx, monitor+"/varz", &general); err != nil {
		return s, err
	}
	s.Name, s.Version = general.Name, general.Version
	var js struct {
		Disabled bool `json:"disabled"`
		Config   struct {
			SyncAlways bool `json:"sync_always"`
		} `json:"config"`
		Accounts []struct {
			Streams []struct {
				Name  string             `json:"name"`
				State natsjs.StreamState `json:"state"`
			} `json:"stream_detail"`
		} `json:"account_details"`
	}
	if err := getJSON(ctx, monitor+"/jsz?accounts=true&streams=true&config=true&limit=1000", &js); err != nil {
		return s, err
	}
	if js.Disabled {
		return s, fmt.Errorf("JetStream is disabled on %s: its disk may be full or have failed", s.Name)
	}
	s.SyncsAll = js.Config.SyncAlways
	for _, a := range js.Accounts {
		for _, d := range a.Streams {
			if d.Name == stream {
				s.HasLog, s.Messages, s.First, s.Last = true, d.State.Msgs, d.State.FirstSeq, d.State.LastSeq
			}
		}
	}
	return s, nil
}

func getJSON(ctx context.Context, url string, into any) error {
	ctx, cancel := context.WithTimeout(ctx, 2*perTry)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", url, response.Status)
	}
	if err := json.NewDecoder(response.Body).Decode(into); err != nil {
		return fmt.Errorf("%s: %w", url, err)
	}
	return nil
}
