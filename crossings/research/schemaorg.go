package research

import (
	"github.com/crossingstatus/border"
)

// SchemaOrg returns the description of the package as a Dataset of schema.org in JSON-LD,
// by which search engines for data find it. A page has it in a script of type
// application/ld+json. The addresses of the files are below base, "" for beside it.
func (p Package) SchemaOrg(base string) ([]byte, error) {
	var files []map[string]any
	for _, t := range tables {
		files = append(files, map[string]any{"@type": "DataDownload", "name": t.name, "description": t.about, "encodingFormat": "text/csv", "contentUrl": base + t.name + ".csv"})
	}
	var places []map[string]any
	for c := range p.View.Crossings() {
		place := map[string]any{"@type": "Place", "name": c.Names.English}
		for _, side := range []border.Side{border.Syria, border.Iraq} {
			if point := c.Place(side).Point; point != (border.Point{}) {
				place["geo"] = map[string]any{"@type": "GeoCoordinates", "latitude": point.Lat, "longitude": point.Lon}
				break
			}
		}
		places = append(places, place)
	}
	var measured []map[string]any
	for _, f := range dictionary["states"] {
		measured = append(measured, map[string]any{"@type": "PropertyValue", "name": f.Name, "description": f.Description})
	}
	d := map[string]any{
		"@context": "https://schema.org/", "@type": "Dataset", "name": title, "description": ofClaims,
		"url": home, "identifier": p.View.Digest().String(), "version": p.version(), "isAccessibleForFree": true,
		"inLanguage": []string{"en", "ar"}, "keywords": []string{"border crossings", "Syria", "Iraq"},
		"creator":          map[string]any{"@type": "Organization", "name": "border", "url": home},
		"spatialCoverage":  places,
		"variableMeasured": measured,
		"distribution":     files,
	}
	if first, last := p.reach(); !first.IsZero() {
		d["temporalCoverage"] = first.String() + "/" + last.String()
	}
	if at := p.View.Through().Recorded; !at.IsZero() {
		d["dateModified"] = at.UTC().Format("2006-01-02")
	}
	if p.Version != "" {
		d["license"] = licence
	}
	return marshal(d)
}

// reach returns the first day that a claim of the package speaks of for certain, and the
// last on which one was reported; the first is no day if none says.
func (p Package) reach() (first, last border.Day) {
	for c := range p.claims() {
		if day := border.SpanOf(c.When).Earliest; !day.IsZero() && (first.IsZero() || day.Before(first)) {
			first = day
		}
	}
	return first, p.View.Through().Reported
}
