// What lies in a shop's folder and is not read: most often a name that was mistyped.
package dialogs

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"guanxi/dialogs/answers"
	"guanxi/locales"
)

// shopNames are what a shop's folder is made of, and the endings of the files in its folders.
var shopNames = map[string][]string{
	"shop.yaml": nil, "products.yaml": nil, "knowledge": answers.Endings, "flows": {".yaml"}, "texts": {".toml"},
}

// strays tells of files and folders that look as if they were meant to be read.
func strays(shop fs.FS, languages []string) (warnings []string) {
	entries, err := fs.ReadDir(shop, ".")
	if err != nil {
		return nil
	}
	known := []string{"flows", "knowledge", "products.yaml", "shop.yaml", "texts"}
	for _, e := range entries {
		endings, ours := shopNames[e.Name()]
		near := locales.Near(e.Name(), known)
		ending := path.Ext(e.Name())
		switch {
		case aside(e.Name()):
		case ours && e.IsDir():
			warnings = append(warnings, straysIn(shop, e.Name(), endings, languages)...)
		case ours && endings != nil:
			warnings = append(warnings, e.Name()+": is not read: hint: a folder of this name is")
		case ours:
		case near != "":
			warnings = append(warnings, e.Name()+": is not read"+near)
		case !e.IsDir() && slices.Contains([]string{".yaml", ".yml", ".toml"}, ending):
			warnings = append(warnings, e.Name()+": is not read: hint: the folder has shop.yaml, products.yaml, knowledge/, flows/ and texts/")
		}
	}
	return warnings
}

// straysIn tells of files with another ending than those of the folder, and of texts in languages nobody speaks.
func straysIn(shop fs.FS, folder string, endings, languages []string) (warnings []string) {
	entries, err := fs.ReadDir(shop, folder)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		lang, isText := strings.CutSuffix(e.Name(), ".toml")
		switch {
		case slices.Contains(endings, path.Ext(e.Name())) && !e.IsDir() && folder != "texts":
		case aside(e.Name()):
		case e.IsDir() || !slices.Contains(endings, path.Ext(e.Name())):
			warnings = append(warnings, fmt.Sprintf("%s/%s: is not read: hint: files here end in %s", folder, e.Name(), strings.Join(endings, ", ")))
		case folder == "texts" && isText && !slices.Contains(languages, lang):
			warnings = append(warnings, fmt.Sprintf("texts/%s: the shop does not speak %s: hint: name it under languages in shop.yaml", e.Name(), lang))
		}
	}
	return warnings
}

// aside tells of what is plainly not meant to be read: hidden files, notes, examples, pictures, and what editors leave.
func aside(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(strings.ToUpper(name), "README") || strings.HasSuffix(name, "~") ||
		slices.Contains([]string{".md", ".txt", ".example", ".bak", ".orig", ".swp", ".jpg", ".jpeg", ".png"}, path.Ext(name))
}
