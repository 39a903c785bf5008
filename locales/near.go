// Which known name a mistyped one is meant for.
package locales

// Near tells of the known name that a mistyped one is probably meant for, as the end of an error: `; did you mean
// "hours"?`. It is empty where no name is near.
func Near(mistyped string, known []string) string {
	best, ok := Nearest(mistyped, known, min(len(mistyped)/5+1, 2)) // one slip, in longer names two
	if !ok {
		return ""
	}
	return `; did you mean "` + best + `"?`
}

// Nearest is the known name that differs least from a mistyped one, in at most so many slips; of several the first.
func Nearest(mistyped string, known []string, slips int) (best string, ok bool) {
	least := slips + 1
	for _, name := range known {
		if d := distance([]rune(mistyped), []rune(name)); d < least {
			best, least, ok = name, d, true
		}
	}
	return best, ok
}

// distance counts the letters to add, drop, change or swap with their neighbour that make a out of b.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range b {
		rows[0][j+1] = j + 1
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := rows[i-1][j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			rows[i][j] = min(change, rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
