package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/crossingstatus/border/crossings/jetstream"
	natsjs "github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"
)

var doctorTests = []struct {
	name    string
	report  jetstream.Report
	payload int64
	want    string
}{
	{
		name: "well",
		report: jetstream.Report{Stream: natsjs.StreamConfig{Name: "BORDER", Replicas: 3}, Head: 12345, Servers: []jetstream.Server{
			{Monitor: "http://n1:8222", Name: "n1", Version: "2.15.2", SyncsAll: true, HasLog: true, Messages: 12345, First: 1, Last: 12345},
			{Monitor: "http://n2:8222", Name: "n2", Version: "2.15.2", SyncsAll: true, HasLog: true, Messages: 12345, First: 1, Last: 12345},
			{Monitor: "http://n3:8222", Name: "n3", Version: "2.15.2", SyncsAll: true, HasLog: true, Messages: 12344, First: 1, Last: 12344},
		}},
		payload: 2 << 20,
		want: `stream BORDER: log border, 12345 messages, 3 replicas
  well
server n1: version 2.15.2 at http://n1:8222, 12345 messages, the last 12345
  well
server n2: version 2.15.2 at http://n2:8222, 12345 messages, the last 12345
  well
server n3: version 2.15.2 at http://n3:8222, 12344 messages, the last 12344
  well
no faults
`,
	},
	{
		name: "faults of the stream, of a server and of one that does not answer",
		report: jetstream.Report{Stream: natsjs.StreamConfig{Name: "BORDER", Replicas: 1}, Head: 7, Servers: []jetstream.Server{
			{Monitor: "http://n1:8222", Name: "n1", Version: "2.15.2", HasLog: true, Messages: 7, First: 1, Last: 7},
			{Monitor: "http://n2:8222", Name: "n2", Version: "2.15.2", SyncsAll: true},
		}, Faults: []jetstream.Fault{
			{Where: "stream BORDER", Message: "has 1 replicas; want 3, so that one can be lost"},
			{Where: "stream BORDER", Message: "lets messages be deleted; want deny_delete"},
			{Where: "server at http://n3:8222", Message: "connection refused"},
			{Where: "server n1", Message: "acknowledges before its disk has what it acknowledges; set sync_interval: always"},
		}},
		payload: 1 << 20,
		want: `stream BORDER: log border, 7 messages, 1 replicas
  fault: has 1 replicas; want 3, so that one can be lost
  fault: lets messages be deleted; want deny_delete
server n1: version 2.15.2 at http://n1:8222, 7 messages, the last 7
  fault: acknowledges before its disk has what it acknowledges; set sync_interval: always
  fault: takes messages of at most 1048576 bytes, and a claim may have 1048576; set max_payload: 2MB
server n2: version 2.15.2 at http://n2:8222, nothing of the log
  well
server at http://n3:8222
  fault: connection refused
5 faults
`,
	},
}

func TestDoctorPrints(t *testing.T) {
	for _, tt := range doctorTests {
		t.Run(tt.name, func(t *testing.T) {
			d := diagnosed("border", tt.report, "n1", tt.payload)
			wantErr := error(nil)
			if len(d.Faults) > 0 {
				wantErr = errFaults
			}
			var out bytes.Buffer
			require.Equal(t, wantErr, (&app{out: &out}).printDiagnosis(d))
			require.Equal(t, tt.want, out.String())

			out.Reset()
			require.Equal(t, wantErr, (&app{out: &out, json: true}).printDiagnosis(d))
			requireValid(t, schemas(t)["doctor"], out.String())
			require.Equal(t, 1, strings.Count(out.String(), "\n"))
		})
	}
}

func TestDoctorRefuses(t *testing.T) {
	for _, tt := range []struct {
		args   []string
		status int
		want   string
	}{
		{nil, 2, "crossings: doctor needs --nats, the servers to look at\n"},
		{[]string{"--nats", "nats://127.0.0.1:1", "--on", "2020-01-01"}, 2, "crossings: --on has no meaning with doctor\n"},
		{[]string{"--nats", "127.0.0.1"}, 2, "crossings: --nats \"127.0.0.1\": want servers as nats://host:4222, with commas between them\n"},
		{[]string{"--nats", "nats://127.0.0.1:1"}, 1, "crossings: --nats nats://127.0.0.1:1: nats: no servers available for connection\n"},
	} {
		r := crossings(t, "", append([]string{"doctor"}, tt.args...)...)
		require.Equal(t, tt.want, strings.TrimSuffix(r.stderr, "Run 'crossings --help' for usage.\n"))
		require.Equal(t, tt.status, r.status)
		require.Empty(t, r.stdout)
	}
}

func TestMonitorsOfServers(t *testing.T) {
	f := natsFlags{servers: "nats://n1:4222,tls://user:secret@n2:4333,nats://10.0.0.3"}
	require.Equal(t, []string{"http://n1:8222", "http://n2:8222", "http://10.0.0.3:8222"}, f.monitors())
}
