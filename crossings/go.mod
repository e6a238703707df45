module github.com/crossingstatus/border/crossings

go 1.26

require github.com/crossingstatus/border v0.0.0

require github.com/google/uuid v1.6.0 // indirect

replace github.com/crossingstatus/border => ../
