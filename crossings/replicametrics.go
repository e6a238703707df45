package main

import (
	"time"

	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/prometheus/client_golang/prometheus"
)

// replicaMetrics tell what a follower knows, for Prometheus.
type replicaMetrics struct {
	status    func() (jetstream.Status, bool) // false: the log is not open yet
	connected func() bool
	current   func() bool
}

// A measure is one of the metrics that are a number of a status.
type measure struct {
	desc  *prometheus.Desc
	kind  prometheus.ValueType
	value func(jetstream.Status) float64
}

func desc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("crossings_log_"+name, help, labels, nil)
}

var (
	connectedDesc = desc("connected", "Whether a NATS server is connected.")
	currentDesc   = desc("current", "Whether the registry has all that the log has, and nothing is amiss.")
	healedDesc    = desc("healed_total", "Messages that the server lacked, by who had them.", "by")
	infoDesc      = desc("info", "The follower, the server that leads the log, and the sum of the registry's claims.", "follower", "leader", "sum")
	differDesc    = desc("differs", "1 for each follower whose sum was another than most had.", "follower")
	followerDesc  = desc("follower_sequence", "The last sequence that another follower told to have folded.", "follower")

	measures = []measure{
		{desc("sequence", "The last sequence of the log that is folded."), prometheus.GaugeValue,
			func(s jetstream.Status) float64 { return float64(s.Sequence) }},
		{desc("head", "The last sequence of the log, when its leader was last asked."), prometheus.GaugeValue,
			func(s jetstream.Status) float64 { return float64(s.Head) }},
		{desc("lag", "Messages of the log that are not folded."), prometheus.GaugeValue,
			func(s jetstream.Status) float64 { return float64(s.Lag()) }},
		{desc("hole", "Messages that are missing and looked for now."), prometheus.GaugeValue,
			func(s jetstream.Status) float64 {
				if s.Hole.IsZero() {
					return 0
				}
				return float64(s.Hole.To - s.Hole.From + 1)
			}},
		{desc("holes_total", "Times that messages were missing."), prometheus.CounterValue,
			func(s jetstream.Status) float64 { return float64(s.Holes) }},
		{desc("aside", "Messages that the registry did not take, or not yet."), prometheus.GaugeValue,
			func(s jetstream.Status) float64 { return float64(len(s.Aside)) }},
		{desc("confirmed_timestamp_seconds", "All that the log had at this time is in the registry; 0: never."), prometheus.GaugeValue,
			func(s jetstream.Status) float64 { return seconds(s.Confirmed) }},
		{desc("checkpoint", "The last sequence after which sums were compared; 0: none."), prometheus.GaugeValue,
			func(s jetstream.Status) float64 { return float64(s.Checkpoint) }},
	}
)

// seconds returns a time as Prometheus writes it; 0 for the zero Time.
func seconds(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.UnixMilli()) / 1000
}

// Describe implements [prometheus.Collector].
func (m replicaMetrics) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{connectedDesc, currentDesc, healedDesc, infoDesc, differDesc, followerDesc} {
		to <- d
	}
	for _, one := range measures {
		to <- one.desc
	}
}

// Collect implements [prometheus.Collector].
func (m replicaMetrics) Collect(to chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	truth := func(is bool) float64 {
		if is {
			return 1
		}
		return 0
	}
	gauge(connectedDesc, truth(m.connected()))
	gauge(currentDesc, truth(m.current()))
	s, ok := m.status()
	if !ok {
		return
	}
	for _, one := range measures {
		to <- prometheus.MustNewConstMetric(one.desc, one.kind, one.value(s))
	}
	to <- prometheus.MustNewConstMetric(healedDesc, prometheus.CounterValue, float64(s.HealedByLeader), "leader")
	to <- prometheus.MustNewConstMetric(healedDesc, prometheus.CounterValue, float64(s.HealedByOthers), "follower")
	gauge(infoDesc, 1, s.Name, s.Leader, s.Sum.Short())
	for _, name := range s.Differ {
		gauge(differDesc, 1, name)
	}
	for _, o := range s.Followers {
		gauge(followerDesc, float64(o.Sequence), o.Name)
	}
}
