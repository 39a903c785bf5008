package mask

import "testing"

// TestForms compiles every form, also those whose cues no test has.
func TestForms(t *testing.T) {
	forms := append([]form{email, spoken, known, worded, iban, handle, link, digits, others, unit}, chinese...)
	for _, way := range introductions {
		forms = append(forms, way.form)
	}
	for _, p := range places {
		forms = append(forms, p.form)
	}
	for _, f := range forms {
		f()
	}
}
