package words

// arabic has the Arabic form of each phrase.
var arabic = map[string]string{
	", ": "، ",
}
