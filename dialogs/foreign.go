// Short texts in languages that the shop does not speak: too short for their letters to tell, they are known by their words.
package dialogs

import (
	"strings"

	"guanxi/dialogs/phrases"
	"guanxi/locales"
)

// foreignWords are what customers write first and most in other languages: greetings, thanks, and the words of short questions.
// None is a word of ours, as far as is known, or a usual slip of one, or what customers or teas are called.
var foreignWords = wordSet(`
	bonsoir beaucoup combien coûte coute quand ouvert ouverte ouvrez fermé aujourd'hui demain pourquoi livraison commande avez vous votre excusez
	désolé désolée svp c'est quel quelle heure heures voudrais voulez plaît plait remboursement où êtes
	guten wieviel viel wie kostet geöffnet öffnet heute warum haben habt ich nicht preis lieferung bestellung entschuldigung hilfe
	wiedersehen tschüss servus moin dankeschön schön möchte brauche seid wohin
	buonasera buonanotte oggi domani scusi arrivederci vorrei avete spedizione aperti aperto chiuso perché
	obrigado obrigada vocês preço aberto fechado hoje amanhã desculpe tchau
	hoeveel bedankt alstublieft goedemorgen goedemiddag goedendag goedenavond wanneer vandaag geopend waar bestelling
	dziękuję dziekuje cześć dzień ile kosztuje gdzie kiedy proszę prosze otwarte zamówienie
	hej mycket kostar öppet hvor meget koster åbent takk kiitos paljonko maksaa
	teşekkürler tesekkurler teşekkür günaydın nerede açık fiyat lütfen lutfen
	bună mulțumesc multumesc děkuji dekuji kolik ahoj prosím prosim köszönöm mennyibe
	terima kasih terimakasih selamat berapa harga dimana cảm ơn nhiêu arigatou ohayou sumimasen gràcies eskerrik kaixo
	дякую привіт скільки коштує добридень вітаю здравейте здравей колко колико қанша
	متشکرم چقدر کجا شکریہ`)

// borrowed are those that others use as well, in jest or because everybody knows them.
var borrowed = wordSet(`bonjour merci salut danke bitte grazie buongiorno prego arigato konnichiwa merhaba auf`)

// maxForeign is how many words of a text are looked at: of more, their letters tell.
const maxForeign = 3

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[locales.Fold(word)] = true
	}
	return set
}

// foreign says whether the customer's words are few, and at least half of them those of languages that the shop does not speak: of such
// as no language of ours has, or of borrowed ones, too. What the shop itself says is of its own.
func (t *turn) foreign(loans bool) bool {
	words := strings.Fields(locales.Fold(t.in.Text))
	n := 0
	for _, word := range words {
		if t.w.loans[phrases.Key(word)] == 0 && (foreignWords[word] || loans && borrowed[word]) {
			n++
		}
	}
	return n > 0 && len(words) <= maxForeign && 2*n >= len(words)
}
