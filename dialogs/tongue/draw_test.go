// Drawn messages, for training: words as a customer might type them.
package tongue

import (
	"math"
	"strings"
)

// message draws words as a customer might type them.
func (tr *trainer) message(tongue tongueOf) string {
	n := 1 + tr.draw.IntN(3)
	if tr.draw.IntN(2) == 0 && !tongue.short {
		n = 2 + tr.draw.IntN(11)
	}
	bare, spaced := tr.draw.IntN(3) == 0, " "
	if tr.script == han {
		spaced = ""
	}
	traditional := tr.draw.IntN(3) == 0
	var all []string
	for range n {
		word := tr.word(tongue)
		if n > 1 && tr.draw.IntN(12) == 0 {
			word = tr.names[tr.draw.IntN(len(tr.names))]
		}
		if bare {
			word = withoutAccents.Replace(word)
		}
		if tr.draw.IntN(25) == 0 {
			word = tr.mistype(word)
		}
		if traditional && tongue.name == "chinese" {
			word = toTraditional.Replace(word)
		}
		all = append(all, word)
	}
	return strings.Join(all, spaced)
}

// word draws one by its frequency (Zipf's law), one of ten evenly, one of ten from our own words.
func (tr *trainer) word(tongue tongueOf) string {
	total := len(tongue.words)
	switch kind := tr.draw.IntN(10); {
	case kind == 0 && len(tongue.own) > 0:
		return tongue.own[tr.draw.IntN(len(tongue.own))]
	case kind == 1 || total < 1000:
		return tongue.words[tr.draw.IntN(total)]
	}
	rank := math.Exp(tr.draw.Float64()*math.Log(float64(total)/3+1)) - 1 // density 1 / (3 + rank)
	return tongue.words[min(int(rank*3), total-1)]
}

// mistype swaps, drops or doubles a letter.
func (tr *trainer) mistype(word string) string {
	letters := []rune(word)
	if len(letters) < 3 || tr.script == han {
		return word
	}
	i := tr.draw.IntN(len(letters) - 1)
	switch tr.draw.IntN(3) {
	case 0:
		letters[i], letters[i+1] = letters[i+1], letters[i]
	case 1:
		letters = append(letters[:i], letters[i+1:]...)
	case 2:
		letters[i] = letters[i+1]
	}
	return string(letters)
}

var withoutAccents = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ñ", "n", "ü", "u", "à", "a", "è", "e", "ì", "i",
	"ò", "o", "ù", "u", "â", "a", "ê", "e", "î", "i", "ô", "o", "û", "u", "ã", "a", "õ", "o", "ç", "c", "ä", "a", "ö", "o", "ß", "ss", "å", "a",
	"ø", "o", "æ", "ae", "č", "c", "ć", "c", "š", "s", "ž", "z", "đ", "dj", "ě", "e", "ř", "r", "ů", "u", "ý", "y", "ą", "a", "ę", "e", "ł", "l",
	"ń", "n", "ś", "s", "ź", "z", "ż", "z", "ő", "o", "ű", "u", "ı", "i", "ğ", "g", "ş", "s", "ă", "a", "ș", "s", "ț", "t", "ė", "e", "į", "i",
	"ų", "u", "ū", "u", "ē", "e", "ā", "a", "ī", "i", "ё", "е", "أ", "ا", "إ", "ا", "آ", "ا", "ة", "ه", "ى", "ي")

var toTraditional = func() *strings.Replacer {
	const pairs = `们們这這吗嗎么麼时時来來会會个個说說对對过過没沒还還样樣点點给給谁誰问問请請谢謝买買卖賣钱錢价價货貨单單发發开開关關门門间間见見现現
电電话話号號码碼东東车車书書长長张張头頭师師学學习習语語读讀写寫听聽觉覺应應该該让讓认認识識记記讲講谈談论論试試调調难難题題总總经經线線
红紅绿綠给給结結绍紹绝絕继繼续續网網罗羅义義习習乐樂爱愛岁歲带帶帮幫当當录錄后後从從动動务務办辦劳勞进進远遠运運选選连連边邊迟遲适適递遞
邮郵医醫卫衛压壓厅廳历曆厂廠亲親产產众眾优優传傳伤傷价價体體余餘儿兒农農决決净淨减減几幾凤鳳划劃则則刚剛别別剧劇励勵势勢区區单單卖賣
双雙变變号號叶葉吃吃员員响響图圖团團园園国國圆圓场場坏壞块塊声聲处處备備复復够夠奖獎妈媽妇婦孙孫实實宝寶审審宽寬寻尋导導将將尔爾尝嘗
层層岛島币幣师師归歸当當忆憶态態怀懷惊驚惯慣愿願战戰户戶扰擾护護报報担擔拥擁拣揀换換据據损損摄攝数數断斷无無旧舊显顯术術机機杀殺权權
条條极極构構枪槍标標样樣检檢楼樓欢歡气氣汉漢汤湯济濟测測浓濃满滿灯燈热熱牌牌独獨环環画畫疗療盐鹽盘盤着著确確种種积積称稱稳穩穷窮竞競
笔筆简簡类類级級纪紀纯純纸紙细細练練组組终終综綜缺缺罚罰联聯肤膚脏髒脑腦脸臉节節药藥营營蓝藍虑慮虽雖补補装裝观觀规規视視订訂计計讨討许許设設
访訪评評词詞详詳误誤负負责責败敗账賬质質贴貼贵貴费費资資赛賽赶趕趟趟跃躍转轉轮輪软軟轻輕较較辑輯输輸迹跡邻鄰酱醬释釋针針钟鐘银銀错錯锅鍋
镜鏡闭閉闻聞队隊阳陽阴陰际際陆陸险險随隨页頁顶頂项項顺順须須顾顧预預领領频頻颜顏风風飞飛饭飯饮飲饿餓馆館马馬验驗骑騎鱼魚鲜鮮鸟鳥黄黃龙龍`
	var all []string
	for field := range strings.FieldsSeq(pairs) {
		letters := []rune(field)
		for i := 0; i+1 < len(letters); i += 2 {
			all = append(all, string(letters[i]), string(letters[i+1]))
		}
	}
	return strings.NewReplacer(all...)
}()

var toCyrillic = strings.NewReplacer("lj", "љ", "nj", "њ", "dž", "џ", "a", "а", "b", "б", "v", "в", "g", "г", "d", "д", "đ", "ђ", "e", "е",
	"ž", "ж", "z", "з", "i", "и", "j", "ј", "k", "к", "l", "л", "m", "м", "n", "н", "o", "о", "p", "п", "r", "р", "s", "с", "t", "т",
	"ć", "ћ", "u", "у", "f", "ф", "h", "х", "c", "ц", "č", "ч", "š", "ш")
