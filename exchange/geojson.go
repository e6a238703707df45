package exchange

import (
	"io"
	"math"
	"slices"

	"github.com/crossingstatus/border"
)

// A feature is a crossing with its state on a day, as a Feature of RFC 7946. Its properties
// are flat, because maps show and filter only those.
type feature struct {
	Type       string     `json:"type"`
	ID         string     `json:"id"`
	Geometry   *geoPoint  `json:"geometry"`
	Properties properties `json:"properties"`
}

type geoPoint struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"` // longitude, latitude
}

type properties struct {
	Crossing       string   `json:"crossing"`
	Name           string   `json:"name"`
	NameAr         *string  `json:"name_ar"`
	NameKu         *string  `json:"name_ku"`
	AccuracyM      *float64 `json:"accuracy_m"` // how far from the point the crossing may be
	On             string   `json:"on"`
	Known          *string  `json:"known"`
	Status         string   `json:"status"`
	StatusCertain  bool     `json:"status_certain"`
	StatusDisputed bool     `json:"status_disputed"`
	StatusPossible string   `json:"status_possible"`

	SyriaTown            string   `json:"syria_town"`
	SyriaLat             *float64 `json:"syria_lat"`
	SyriaLon             *float64 `json:"syria_lon"`
	SyriaAccuracyM       *int     `json:"syria_accuracy_m"`
	SyriaStatus          string   `json:"syria_status"`
	SyriaStatusCertain   bool     `json:"syria_status_certain"`
	SyriaStatusDisputed  bool     `json:"syria_status_disputed"`
	SyriaStatusAttested  *string  `json:"syria_status_attested"`
	SyriaTraffic         *string  `json:"syria_traffic"`
	SyriaControl         string   `json:"syria_control"`
	SyriaControlName     *string  `json:"syria_control_name"`
	SyriaControlCertain  bool     `json:"syria_control_certain"`
	SyriaControlDisputed bool     `json:"syria_control_disputed"`
	SyriaControlAttested *string  `json:"syria_control_attested"`

	IraqTown            string   `json:"iraq_town"`
	IraqLat             *float64 `json:"iraq_lat"`
	IraqLon             *float64 `json:"iraq_lon"`
	IraqAccuracyM       *int     `json:"iraq_accuracy_m"`
	IraqStatus          string   `json:"iraq_status"`
	IraqStatusCertain   bool     `json:"iraq_status_certain"`
	IraqStatusDisputed  bool     `json:"iraq_status_disputed"`
	IraqStatusAttested  *string  `json:"iraq_status_attested"`
	IraqTraffic         *string  `json:"iraq_traffic"`
	IraqControl         string   `json:"iraq_control"`
	IraqControlName     *string  `json:"iraq_control_name"`
	IraqControlCertain  bool     `json:"iraq_control_certain"`
	IraqControlDisputed bool     `json:"iraq_control_disputed"`
	IraqControlAttested *string  `json:"iraq_control_attested"`

	LastReported *string `json:"last_reported"`
	Plans        int     `json:"plans"`
	Notices      int     `json:"notices"`
}

// WriteGeoJSON writes the crossings and their states on a day as a
// FeatureCollection of RFC 7946. The point of a crossing lies midway between
// those of its two sides, which are among the properties; accuracy_m is in
// metres. What does not apply is null.
func WriteGeoJSON(w io.Writer, v border.View, day border.Day) error {
	l := newLines(w)
	l.list(`{"type":"FeatureCollection","features":`)
	for c := range v.Crossings() {
		s, err := v.At(c.Code, day)
		if err != nil {
			return err
		}
		if err := l.element(featureOf(v, c, s)); err != nil {
			return err
		}
	}
	l.end("}\n")
	return l.flush()
}

func featureOf(v border.View, c border.Crossing, s border.State) feature {
	point, accuracy := middle(c)
	name := func(p border.Party) *string {
		info, _ := v.Party(p)
		return orNull(info.Names.English)
	}
	p := properties{
		Crossing: c.Code, Name: c.Names.English, NameAr: orNull(c.Names.Arabic), NameKu: orNull(c.Names.Kurdish),
		AccuracyM: accuracy, On: s.On.String(), Known: orNull(s.Known.String()),
		Status: s.Status.Value.String(), StatusCertain: s.Status.Certain, StatusDisputed: s.Status.Disputed,
		StatusPossible: string(appendAll(nil, s.Status.Possible())),

		SyriaTown: c.Syria.Town.English, SyriaStatus: s.Syria.Status.Value.String(),
		SyriaStatusCertain: s.Syria.Status.Certain, SyriaStatusDisputed: s.Syria.Status.Disputed,
		SyriaStatusAttested: orNull(s.Syria.Status.Attested.String()), SyriaTraffic: orNull(string(appendTraffic(nil, s.Syria.Status.Traffic()))),
		SyriaControl: string(s.Syria.Control.Value), SyriaControlName: name(s.Syria.Control.Value),
		SyriaControlCertain: s.Syria.Control.Certain, SyriaControlDisputed: s.Syria.Control.Disputed,
		SyriaControlAttested: orNull(s.Syria.Control.Attested.String()),

		IraqTown: c.Iraq.Town.English, IraqStatus: s.Iraq.Status.Value.String(),
		IraqStatusCertain: s.Iraq.Status.Certain, IraqStatusDisputed: s.Iraq.Status.Disputed,
		IraqStatusAttested: orNull(s.Iraq.Status.Attested.String()), IraqTraffic: orNull(string(appendTraffic(nil, s.Iraq.Status.Traffic()))),
		IraqControl: string(s.Iraq.Control.Value), IraqControlName: name(s.Iraq.Control.Value),
		IraqControlCertain: s.Iraq.Control.Certain, IraqControlDisputed: s.Iraq.Control.Disputed,
		IraqControlAttested: orNull(s.Iraq.Control.Attested.String()),

		LastReported: orNull(s.LastReported().String()),
		Plans:        count(s.Plans()), Notices: count(s.Notices()),
	}
	p.SyriaLat, p.SyriaLon, p.SyriaAccuracyM = flat(c.Syria.Point)
	p.IraqLat, p.IraqLon, p.IraqAccuracyM = flat(c.Iraq.Point)
	return feature{Type: "Feature", ID: c.Code, Geometry: point, Properties: p}
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func flat(p border.Point) (lat, lon *float64, accuracy *int) {
	if p == (border.Point{}) {
		return nil, nil, nil
	}
	return &p.Lat, &p.Lon, &p.AccuracyMetres
}

func count[V any](seq func(func(V) bool)) (n int) {
	for range seq {
		n++
	}
	return n
}

// middle returns the point midway between the sides of a crossing, and how far
// from it either side may be; nil if no side has a point.
func middle(c border.Crossing) (point *geoPoint, accuracy *float64) {
	sides := slices.DeleteFunc([]border.Point{c.Syria.Point, c.Iraq.Point}, func(p border.Point) bool { return p == border.Point{} })
	if len(sides) == 0 {
		return nil, nil
	}
	var lat, lon float64
	for _, p := range sides {
		lat += p.Lat / float64(len(sides))
		lon += p.Lon / float64(len(sides))
	}
	at := border.Point{Lat: digits(lat), Lon: digits(lon)}
	var far float64
	for _, p := range sides {
		far = max(far, metres(at, p)+float64(p.AccuracyMetres))
	}
	far = math.Ceil(far)
	return &geoPoint{"Point", [2]float64{at.Lon, at.Lat}}, &far
}

// digits rounds degrees to six decimals, a tenth of a metre.
func digits(degrees float64) float64 { return math.Round(degrees*1e6) / 1e6 }

// metres returns the distance between two points that are near each other.
func metres(p, q border.Point) float64 {
	const degree = 111_195 // metres on a sphere of the earth's mean radius
	north := (p.Lat - q.Lat) * degree
	east := (p.Lon - q.Lon) * degree * math.Cos((p.Lat+q.Lat)/2*math.Pi/180)
	return math.Hypot(north, east)
}
