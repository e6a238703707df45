module github.com/crossingstatus/border/bench

go 1.26

require (
	github.com/crossingstatus/border v0.0.0
	github.com/google/uuid v1.6.0
	github.com/sfomuseum/go-edtf v1.3.0
)

replace github.com/crossingstatus/border => ../
