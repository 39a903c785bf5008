// Package dialogs decides: from what is known of a customer and what came in, a turn makes what is said, kept and
// to be done. It is pure: values in, values out; what it says is plain data until bot carries it out.
//
// A flow is a table of steps in YAML. A step says a text and waits for a choice or for words, or does something and
// moves on by its outcome:
//
//	starts:                       # what brings a customer here
//	  /rate: stars
//	steps:
//	  stars:
//	    say: rate-ask             # a key of the catalogues
//	    choices:
//	      - {value: 5, label: rate-star-5, next: thanks}
//	      - {value: 1, label: rate-star-1, next: words}
//	    record: rating            # the event that the answer becomes
//	  words:
//	    say: rate-words
//	    words: thanks             # whatever is written leads there
//	    record: rating-words
//	  thanks: {say: rate-thanks, next: end}
//
// A choice is pressed, or typed: its label, or with also: a list of phrases (engine-words-yes) whatever says the same. Of a
// text KEY the other words, for where it would be said twice in a row, are KEY-again.
//
// Everywhere a step is named step within its flow, flow.step from outside, and end where the flow is over.
package dialogs
