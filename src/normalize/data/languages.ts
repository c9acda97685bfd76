// Kept by hand: languages by BCP 47 primary tag with the names people write, and every two-letter tag of ISO 639-1.

export const languageTable: string = `
en english|anglais|englisch|inglés|ingles|inglese|inglês|engels|英语|英語|영어|английский|engelsk|us english|uk english
de german|deutsch|allemand|alemán|aleman|tedesco|alemão|duits|德语|ドイツ語|독일어|немецкий|tysk
fr french|français|francais|französisch|francés|francese|frans|francês|法语|フランス語|프랑스어|французский|fransk
es spanish|español|espanol|castellano|castilian|spanisch|espagnol|spagnolo|spaans|espanhol|西班牙语|スペイン語|испанский|spansk
pt portuguese|português|portugues|portugiesisch|portugais|portoghese|葡萄牙语
pt-BR brazilian portuguese|brazilian|portuguese (brazil)|português brasileiro
it italian|italiano|italienisch|italien|italiaans|意大利语
nl dutch|nederlands|flemish|holländisch|niederländisch|néerlandais|neerlandés|holandés|olandese|vlaams
zh chinese|mandarin|中文|汉语|漢語|普通话|mandarin chinese|chinesisch|chinois|chino|中国語|putonghua
zh-Hans simplified chinese|chinese (simplified)|chinese simplified|简体中文
zh-Hant traditional chinese|chinese (traditional)|chinese traditional|繁體中文
yue cantonese|粵語|粤语|廣東話
ja japanese|日本語|japanisch|japonais|japonés|giapponese|日语
ko korean|한국어|koreanisch|coréen|coreano|韩语|韓国語
ru russian|русский|russisch|russe|ruso|russo|俄语
ar arabic|العربية|عربي|arabisch|arabe|árabe|arabo
hi hindi|हिन्दी|हिंदी
bn bengali|bangla|বাংলা
pa punjabi|panjabi
ta tamil
te telugu
ur urdu|اردو
tr turkish|türkçe|turkce|türkisch|turc|turco
pl polish|polski|polnisch|polonais|polaco
uk ukrainian|українська|ukrainisch
cs czech|čeština|cestina|tschechisch
sk slovak|slovenčina
hu hungarian|magyar|ungarisch
ro romanian|română|romana|rumänisch|moldovan
bg bulgarian|български
el greek|ελληνικά|griechisch
sr serbian|српски|srpski
hr croatian|hrvatski
sl slovenian|slovene|slovenščina
sv swedish|svenska|schwedisch
no norwegian|norsk|norwegisch
nb bokmål|norwegian bokmål
da danish|dansk|dänisch
fi finnish|suomi|finnisch
is icelandic|íslenska
et estonian|eesti
lv latvian|latviešu
lt lithuanian|lietuvių
he hebrew|עברית|ivrit
fa persian|farsi|فارسی
th thai|ไทย
vi vietnamese|tiếng việt|vietnamesisch
id indonesian|bahasa indonesia|bahasa
ms malay|bahasa melayu|bahasa malaysia
fil filipino
tl tagalog
sw swahili|kiswahili
af afrikaans
ca catalan|català
eu basque|euskara
gl galician|galego
ga irish|gaeilge
cy welsh|cymraeg
mt maltese
sq albanian|shqip
mk macedonian
hy armenian
ka georgian
az azerbaijani
kk kazakh
uz uzbek
mr marathi
gu gujarati
ml malayalam
kn kannada
ne nepali
si sinhala
km khmer
my burmese
am amharic
`;

export const languageTags: string =
  'aa ab af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu fil yue haw ceb ckb cmn gsw hmn nds';
