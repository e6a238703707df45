// Package research writes claims and states as researchers keep them: Parquet, which
// also reads back, a data package of CSV with a dictionary of its columns, and the
// description of a data set by which search engines find it.
//
//	research.WriteParquet(w, view.All())             // for DuckDB, R, pandas
//	research.WritePackage(dir, research.Package{…})  // a directory to archive
package research
