// Given names, the commonest: where scripts have no capitals or somebody writes none, "i am" stands before adjectives and verbs too.
package mask

import "strings"

// arabicNames are as folded texts have them.
var arabicNames = strings.Join(strings.Fields(`
	عبدالله عبدالرحمن عبدالعزيز محمد احمد محمود علي حسن حسين عمر عمرو خالد سعد سعيد سالم ناصر فهد فيصل سلطان سلمان ماجد يوسف ابراهيم
	اسماعيل مصطفي طارق وليد ياسر زياد كريم سامي هاني رامي بلال حمزه انس ايمن عادل جمال كمال جابر راشد حمد مبارك فاطمه مريم ساره نوره
	نور عائشه خديجه زينب ليلي هند ريم رنا دينا هدي مني سلمي امل ايمان اسماء لينا لين جني شيماء رانيا دعاء مها نجلاء لطيفه عبدالمجيد
	عبدالكريم عبداللطيف تركي بندر مشعل نايف عماد غسان مازن باسم هشام صالح صلاح عصام رائد زيد منصور يحيي يونس ادم اياد مروان نبيل شادي
	لوي قاسم جاسم عيسي موسي ثريا لمياء غاده رهف شهد جواهر وجدان منال سميره نادين ياسمين هبه رغد لجين روان اميره سعاد عبير مروه نسرين
	هاجر اسيل جود`), "|")

// given are those of the other languages; none of them is an everyday word beside.
var given = set(`
	anna ann anne annie alice amy amanda andrea andrew alex alexander alexandra adam aaron alan albert barbara ben benjamin betty brian bruce carol caroline charles
	charlotte chloe chris christian christina christopher claire daniel danielle dave david deborah dennis diana donald dorothy edward elena elizabeth ella ellen emily
	emma eric ethan eva evelyn fiona gary george hannah harry heather helen henry isabella jack jacob jake james jane janet jason jean jeff jennifer jenny jessica jim
	joan joe john jonathan joseph josh joshua julia julie karen kate katherine katie kevin kyle larry laura lauren leo linda lisa liam lucas lucy luke maria marie mary
	matt matthew megan melissa michael michelle mike nancy natalie nathan nicholas nick nicole noah olivia oliver pamela patricia patrick paul peter philip rachel rebecca
	richard robert roger ryan sam samantha samuel sandra sara sarah scott sean sharon simon sophia sophie stephanie stephen steve steven stuart susan thomas tim timothy
	tom tyler vanessa victor victoria walter william zoe
	ana antonio alba alberto alejandra alejandro alicia alvaro andres arturo beatriz begona carla carlos carmen carolina catalina cesar claudia cristina
	diego eduardo emilio enrique ernesto esteban esther eugenia fatima federico felipe fernanda fernando francisco gabriel gabriela gonzalo guillermo hector hugo ignacio
	ines inma irene isabel ivan jaime javier jesus joaquin jordi jorge jose josefa juan juana julian laia leticia lorena lorenzo lourdes lucia luis luisa manolo
	manuel marcos margarita maribel mario marta martin mateo miguel miriam monica montse nacho natalia nerea nuria olga oscar pablo paco patricio paula pedro
	pepe rafael ramon raquel raul ricardo roberto rocio rodrigo ruben sergio silvia sofia sonia susana teresa tomas vicente xavier yolanda
	анна анастасия ангелина алена алина алиса алла антонина аня валентина валерия варвара вера вероника вика виктория галина даша дарья диана ева евгения екатерина елена
	елизавета жанна женя зинаида зоя инна ира ирина карина катя кира ксения ксюша лариса лена лидия лиза людмила маргарита марина мария маша милана надя настя наталья
	наташа нина оксана ольга оля полина раиса рита светлана соня софия софья таисия тамара таня татьяна ульяна юлия юля яна
	александр алексей анатолий андрей антон аркадий арсений артем артур богдан борис вадим валентин валерий василий вася виктор виталий владимир владислав вова вячеслав
	геннадий георгий глеб григорий давид даниил денис дима дмитрий евгений егор иван игорь илья кирилл константин костя леонид леша максим марат матвей миша михаил
	никита николай коля олег павел паша петр петя ринат руслан саша семен сергей сережа станислав степан тимофей тимур федор эдуард юрий юра ярослав`)
