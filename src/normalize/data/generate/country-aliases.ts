// Kept by hand: what people call countries beside their names. Row: code, then names.
// `?` before a code marks names that are likely, not sure (cities, former countries, codes of sports bodies).

export const countryAliasTable: string = `
US America~USofA~United States of America~U.S. of A.~US of America~U.S~United State~Unites States~United Sates~The States~EE.UU.~EEUU~EUA~E.U.A.~VSA~États-Unis d'Amérique~Estados Unidos de América~Vereinigte Staaten von Amerika~Amérique~Etats Unis~США~アメリカ~米国~美利坚合众国~美國~Stati Uniti d'America
GB UK~Great Britain~Britain~England~Scotland~Wales~Northern Ireland~N. Ireland~U.K~United Kingdom of Great Britain and Northern Ireland~UK of GB and NI~Grossbritannien~Großbritannien~Grande-Bretagne~Gran Bretaña~Gran Bretagna~Grã-Bretanha~Inglaterra~Angleterre~Inghilterra~Schottland~Écosse~Engeland~英国~イギリス~영국~Англия~Великобритания~Англія
DE Federal Republic of Germany~FRG~BRD~Bundesrepublik Deutschland~Allemagne~Alemania
NL Holland~The Netherlands~Nederland~Netherland~Kingdom of the Netherlands~Holanda~Hollande~Olanda
CZ Czech Republic~Czechia~Czech Rep~Česko~Česká republika~Tschechische Republik~Tschechien~République tchèque
KR South Korea~Republic of Korea~Korea South~Korea Republic of~Korea (South)~ROK~S. Korea~Rep. of Korea~Südkorea~Corée du Sud~Corea del Sur~大韩民国~韩国
KP North Korea~Korea North~Korea (North)~DPRK~N. Korea~Democratic People's Republic of Korea~Korea Democratic People's Republic of
RU Russia~Russian Fed~Russian Federation~The Russian Federation~Россия~РФ
CN Çin~中国大陆~中国大陸~中國~中國大陸~PRC~P.R. China~PR China~P.R.C.~People's Republic of China~Mainland China~China Mainland~China PR~中华人民共和国~中華人民共和國~Volksrepublik China
TW 臺灣~Tawain~Tiawan~Taiwan ROC~Taiwan R.O.C.~R.O.C.~Republic of China~Chinese Taipei~Taiwan Province of China~Formosa
HK Hong Kong~Hong Kong S.A.R.~Hong Kong S.A.R. China~Hongkong~Hong Kong SAR~Hong Kong SAR China~Hong Kong China~香港~홍콩
MO Macau~Macau S.A.R.~Macao S.A.R.~Macao~Macau SAR~Macao SAR China~澳門~澳门
VN Vietnam~Vietnman~Vietman~Viet Nam~Viet-Nam~Socialist Republic of Vietnam~Việt Nam
LA Laos~Lao~Lao PDR~Lao People's Democratic Republic
MM Burma~Myanmar~Birmania~Birmanie
AE UAE~U.A.E~Emirates~United Arab Emirate~The Emirates~Émirats arabes unis~EAU~VAE~Vereinigte Arabische Emirate~الإمارات
SA KSA~Saudi~Saudi Arabia~Kingdom of Saudi Arabia~Saudia~Saudi-Arabia~السعودية
TR Turkey~Türkiye~Turkiye~Republic of Turkey~Turquie~Turquía
MK Macedonia~North Macedonia~FYROM~FYR Macedonia~Republic of North Macedonia~Former Yugoslav Republic of Macedonia~Macedonia the former Yugoslav Republic of
BA Bosnia~Bosnia and Herzegovina~Bosnia Herzegovina~Bosnia & Hercegovina~BiH
CI Costa de Marfil~Ivory Coast~Cote d Ivoire~Cote D'Ivoire~Republic of Côte d'Ivoire~Elfenbeinküste
CD DRC~DR Congo~D.R. Congo~Congo DR~Congo Democratic Republic~Democratic Republic of Congo~Democratic Republic of the Congo~Congo Kinshasa~Congo-Kinshasa~Zaire~Zaïre
CG Republic of the Congo~Republic of Congo~Congo Republic~Congo Brazzaville~Congo-Brazzaville
CV Cape Verde~Cabo Verde
SZ Swaziland~Eswatini~Kingdom of Eswatini
TL East Timor~Timor-Leste~Timor Leste~Timor East
VA Vatican~Vatican City~Holy See~Vatican City State~The Vatican
PS Palestine~Palestinian Territory~Palestinian Territories~State of Palestine~West Bank~Gaza~Gaza Strip~Palestine State of
BO Bolivia
VE Venezuela~Bolivarian Republic of Venezuela~Venezuela Bolivarian Republic of
IR Iran~Islamic Republic of Iran~Persia
SY Syria~Syrian Arab Republic
TZ Tanzania~United Republic of Tanzania~Tanzania United Republic of
MD Moldova~Republic of Moldova~Moldavia
FM Micronesia~Federated States of Micronesia~Micronesia Federated States of
BN Brunei~Brunei Darussalam
BS Bahamas~The Bahamas
GM Gambia~The Gambia
PH Philippines~The Philippines~Phillipines~Philipines~Phillippines~Filipinas~Pilipinas
IE Ireland~Republic of Ireland~Eire~Éire~Ireland Republic of~Rep. of Ireland~Irish Republic~Southern Ireland
NZ New Zealand~Aotearoa~N. Zealand
AU Aus~Australia~Commonwealth of Australia~Oz
CH Swiss~Switzerland~Schweizerische Eidgenossenschaft~Swiss Confederation~Confoederatio Helvetica~Svizzera~Suisse~Svizra~Schweiz
AT Austria~Republic of Austria~Republik Österreich~Autriche
BR Brasil~Federative Republic of Brazil
MX México~Mejico~Estados Unidos Mexicanos~United Mexican States
ES España~Espana~Kingdom of Spain~Espanya
PT Portugal~Portuguese Republic
ZA S. Africa~RSA~Republic of South Africa~South-Africa~Suid-Afrika~Mzansi
IN Bharat~Republic of India~Hindustan
ID Republic of Indonesia
LK Ceylon~Sri Lanka~SriLanka
KH Kampuchea~Cambodia
SG Republic of Singapore~S'pore
GR Greece~Hellas~Hellenic Republic~Ellada
TH ประเทศไทย~Kingdom of Thailand
AL Shqipëria~Albanie
FR French Republic~République française~Metropolitan France
IT Italian Republic~Repubblica Italiana
AR Argentine Republic~Argentine
SK Slovak Republic~Slovak Rep
UY Oriental Republic of Uruguay~Eastern Republic of Uruguay
JO Hashemite Kingdom of Jordan
RS Srbija~Republika Srbija
MA Morroco~Morrocco
LB Lebanese Republic~Liban
AF Affganistan
GT Guatamala
UZ Узбекистан~Uzbekistan
GE Грузия~Republic of Georgia
AM Армения
AZ Азербайджан
MU Maurice~Île Maurice
ET Äthiopien~Ethiopie~Etiopía~Abyssinia
SN Senegal
MY Malaysien~Maylasia~Malaisie
RO Romania~Rumania~Roumania
UA Ukraine~The Ukraine
BY Belarus~Byelorussia~Belorussia~White Russia
KZ Казахстан~Kazakhstan~Kazakstan~Qazaqstan
KG Kyrgyzstan~Kirghizia~Kirgizstan~Kyrgyz Republic
XK Kosovo~Republic of Kosovo~Kosova
VI US Virgin Islands~U.S. Virgin Islands~Virgin Islands US~Virgin Islands (U.S.)~USVI~United States Virgin Islands
VG British Virgin Islands~Virgin Islands British~Virgin Islands (British)~BVI
PR Puerto Rico~P.R.~Porto Rico
MF Saint Martin~St Martin~Saint Martin (French part)
SX Sint Maarten~St Maarten~Saint Martin (Dutch part)
KN Saint Kitts~St Kitts & Nevis~Saint Kitts and Nevis
VC Saint Vincent~St Vincent & Grenadines
TT Trinidad~Trinidad and Tobago~Tobago
AG Antigua~Antigua and Barbuda~Barbuda
ST Sao Tome~São Tomé and Príncipe~Sao Tome & Principe
PG Papua New Guinea~PNG~Papua
SB Solomon Islands~Solomons
MH Marshall Islands
CK Cook Islands
FK Falklands~Falkland Islands~Malvinas~Islas Malvinas
GS South Georgia
KY Caymans~Cayman Islands~Grand Cayman
TC Turks and Caicos~Turks & Caicos
CW Curacao~Curaçao
BQ Bonaire
RE Reunion~La Réunion
PF Tahiti~French Polynesia
GF French Guiana~Guyane
GW Guinea Bissau~Guinea-Bissau
GQ Equatorial Guinea
CF CAR~Central African Rep~Central African Republic
DO Dominican Rep~Dominican Republic~Rep. Dominicana~República Dominicana
SS South Sudan~S. Sudan
IM Isle of Man
JE Jersey~Channel Island Jersey
AX Aland~Åland~Aland Islands
SJ Svalbard
AE Abu Dhabi~Dubai~Sharjah
?CG Congo
?GB ENG~SCO~WAL~NIR~London~Manchester~Edinburgh~Glasgow~Birmingham UK
?DE GER~ALL~Berlin~Munich~München~Hamburg~Frankfurt~Cologne~Köln~Stuttgart~Düsseldorf~East Germany~West Germany~GDR~DDR
?NL NED~Amsterdam~Rotterdam~The Hague~Utrecht~Eindhoven
?CH SUI~Zurich~Zürich~Geneva~Genève~Basel~Lausanne~Bern
?DK DEN~Copenhagen~København
?PT POR~Lisbon~Lisboa~Porto
?GR GRE~Athens
?HR CRO~Zagreb
?SI SLO~Ljubljana
?ZA SAF~Johannesburg~Cape Town~Pretoria~Durban
?SA Riyadh~Jeddah
?US New York~NYC~New York City~Los Angeles~San Francisco~Chicago~Boston~Seattle~Houston~Dallas~Miami~Philadelphia
?CA Toronto~Montreal~Montréal~Vancouver~Ottawa~Calgary~Canadian
?FR Paris~Lyon~Marseille~Toulouse~Bordeaux~Lille~Nantes
?ES Madrid~Barcelona~Valencia~Seville~Bilbao
?IT Rome~Roma~Milan~Milano~Turin~Torino~Naples~Florence
?AT Vienna~Wien~Graz~Salzburg
?BE Brussels~Bruxelles~Antwerp~Ghent
?IE Dublin~Cork~Galway
?SE Stockholm~Gothenburg~Malmö
?NO Oslo~Bergen
?FI Helsinki
?PL Warsaw~Warszawa~Krakow~Kraków
?CZ Prague~Praha~Brno~Czechoslovakia
?HU Budapest
?RO Bucharest
?BG Sofia
?RU Moscow~St Petersburg
?UA Kyiv~Kiev
?TR Istanbul~Ankara
?IL Tel Aviv~Jerusalem
?EG Cairo
?NG Lagos~Abuja
?KE Nairobi
?QA Doha
?IN Mumbai~Bombay~Delhi~New Delhi~Bangalore~Bengaluru~Chennai~Madras~Hyderabad~Kolkata~Calcutta~Pune
?CN Beijing~Shanghai~Shenzhen~Guangzhou
?JP Tokyo~Osaka~Nippon~Nihon~Yokohama
?KR Seoul~Busan
?TH Bangkok~Siam
?ID Jakarta
?MY Kuala Lumpur
?PH Manila
?VN Hanoi~Ho Chi Minh City~Saigon
?TW Taipei
?AU Sydney~Melbourne~Brisbane~Perth~Adelaide
?NZ Auckland~Wellington
?BR Sao Paulo~São Paulo~Rio de Janeiro~Brasilia
?MX Mexico City~CDMX~Guadalajara~Monterrey
?AR Buenos Aires
?CL Santiago
?CO Bogota~Bogotá~Medellin
?PE Lima
?GD Granada
?RS Belgrade~Serbia and Montenegro
`;
