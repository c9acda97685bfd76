// Kept by hand: abbreviations, exonyms, native and former names of states and provinces. Row: country, then `code name~name|…`;
// `!`: before all names of the sources, `+`: an older code.

export const subdivisionAliasTable: string = `
US AL Ala|AK Alas|AZ Ariz|AR Ark|CA Calif~Cali~Cal~Kalifornien~Californie~SoCal~NorCal|CO Colo|CT Conn|DC D.C.~Wash DC~Washington D.C.|DE Del|FL Fla~Flor~Florda|GA Ga.|HI Hawai'i~Haw|ID Ida|IL Ill~Ills|IN Ind|KS Kan~Kans|KY Ken~Kent|LA Lou~Louis|ME Maine|MD Mary~Mar|MA Mass~Commonwealth of Massachusetts|MI Mich|MN Minn|MS Miss~Missippi|MO Mizzou|MT Mont|NE Neb~Nebr|NV Nev|NH N. Hamp~N.H.|NJ N. Jersey~New Jers~Jersey|NM N. Mex~New Mex~N. Mexico|NY N. York~New York State~NY State~NYS~NYC~New York City~Nueva York|NC N. Car~N Carolina~No. Car|ND N. Dak~No. Dak|OK Okla|OR Ore~Oreg|PA Commonwealth of Pennsylvania~Penn~Penna~Penns~Pennsyl|PR Porto Rico|RI R. Isl~Rhode Is~Rhode Isl|SC S. Car~So. Car|SD S. Dak~So. Dak|TN Tenn|TX Tex~Tejas|UT Utah|VT Verm|VI US Virgin Islands~USVI|VA Virg~Va.~Commonwealth of Virginia|WA Wash~Washington State|WV W. Va~W Virg~West Va~W. Virginia|WI Wis~Wisc|WY Wyo
CA AB Alta|BC Brit. Col~British Colombia~Colombie-Britannique~B. Columbia~Brit Columbia|MB Man|NB N. Brunswick~Nouveau-Brunswick|NL Newfoundland~Nfld~Labrador~NF~Terre-Neuve~LB~Terre-Neuve-et-Labrador|NS N. Scotia~Nouvelle-Écosse|NT NWT~N.W.T.~NorthWest Territory~Territoires du Nord-Ouest~Northwest Terr|NU Nvt|ON Ont|PE PEI~P.E.I.~Prince Edward Is~Île-du-Prince-Édouard|QC PQ~Que~Qué~Québec~P.Q.|SK Sask|YT Yukon Territory~YK~Yuk~Yukon Terr
GB ENG England~Yorkshire~Berkshire~Berks~West Midlands~Merseyside~Greater Manchester~Tyne and Wear~Avon~Humberside~Sussex~South Yorkshire~West Yorkshire~Bedfordshire~Cheshire|SCT Scotland~Alba|WLS Wales~Cymru|NIR Northern Ireland~N. Ireland~Ulster|LND London~Greater London~City of London~Gt London|MAN Manchester|BIR Birmingham|EDH Edinburgh|GLG Glasgow|KEN Kent|SRY Surrey|HAM Hampshire~Hants|HRT Hertfordshire~Herts|BKM Bucks|OXF Oxon|LAN Lancs|LEC Leics|LIN Lincs|NFK Norfolk|NTT Notts|STS Staffs|WAR Warks|WIL Wilts|WOR Worcs|GLS Glos|CAM Cambs|NBL Northd|DUR Durham~Co Durham|SHR Salop
DE BW BaWü~Ba-Wü~Baden-Wurttemberg|BY Bavaria~Bayer~Baviera~Bavière|BE Land Berlin|BB Brandenb|HB Hansestadt Bremen~Freie Hansestadt Bremen|HH Hansestadt Hamburg~Freie und Hansestadt Hamburg|HE Hessia|MV MeckPomm~Meck-Pomm~Mecklenburg~Mecklenburg-West Pomerania~Mecklenburg-Western Pomerania|NI Nieders~NDS~Basse-Saxe~Baja Sajonia|NW NRW~Nordrhein Westfalen~N.R.W.~North Rhine Westfalia|RP RLP~Rheinland Pfalz~Rhineland Palatinate~Palatinate|SL Saar|SN Sachs~Freistaat Sachsen|ST LSA~Sachsen Anhalt|SH SHS~Schleswig Holstein|TH Thür~Freistaat Thüringen
FR IDF Paris Region~Région parisienne~Ile de France|PAC PACA~Provence~Provence-Alpes-Cote d'Azur~French Riviera~SUD|ARA Rhône-Alpes~Auvergne~AURA|NAQ Aquitaine~Limousin~Poitou-Charentes|OCC Languedoc-Roussillon~Midi-Pyrénées~Languedoc|GES Alsace~Lorraine~Champagne-Ardenne~Grand-Est|HDF Nord-Pas-de-Calais~Picardie~Picardy|NOR Normandy~Basse-Normandie~Haute-Normandie|BFC Bourgogne~Burgundy~Franche-Comté|CVL Centre~Val de Loire|PDL Loire Region|20R Corsica|75C Paris~75
IN AP Andhra|CG CT~Chattisgarh~Chhatisgarh|DL New Delhi~NCT of Delhi~NCR~Delhi NCR~NCT|JK Kashmir~J&K~J and K|MH Maha|OD OR~Orissa|PY Pondicherry~Pondy|TN Tamilnadu~T.N.~Madras|TS TG|UK UT~UA~Uttaranchal|UP U.P.|WB Bengal~W. Bengal|GJ Gujrat|HP Himachal|MP M.P.
AU ACT Canberra|NSW N.S.W.~New S Wales|NT N.T.|QLD Queens~Qld|SA S. Australia~South Aus~S.A.|TAS Tassie|VIC Vict|WA W. Australia~West Australia~Western Aus~W.A.
BR DF Brasília~Brasilia|SP Sao Paolo|RJ Rio|MG Minas|RS Rio Grande Sul
MX AGU AGS~Ags|BCN BC~B.C.~Baja California Norte|BCS B.C.S.~Baja California S|CAM Camp|CHP Chis|CHH Chih|CMX CDMX~DF~D.F.~Distrito Federal~Mexico City~DIF|COA Coah|COL Col|DUR Dgo|GRO Gro|GUA Gto|HID Hgo|JAL Jal|MEX Edomex~EdoMéx~Estado de México~State of Mexico~Méx|MIC Mich|MOR Mor|NAY Nay|NLE NL~N.L.|OAX Oax|PUE Pue|QUE Qro~Querétaro de Arteaga|ROO QR~Q. Roo~Qroo|SLP S.L.P.|SIN Sin|SON Son|TAB Tab|TAM Tamps|TLA Tlax|VER Ver|YUC Yuc|ZAC Zac
ES AN Andalucia~Andalousie~Andalusien|CT Cataluña~Catalonia~Cataluna~Katalonien|MD Comunidad de Madrid~Madrid|PV Euskadi~Pais Vasco~Euskal Herria|IB Baleares~Balearics~Islas Baleares~Balearic Islands~Mallorca~Ibiza|CN Canarias~Islas Canarias~Canary Islands|CL Castilla y Leon|CM Castilla La Mancha|VC Comunidad Valenciana~Comunitat Valenciana~Valencia Region|NC Navarre~Nafarroa|AS Principado de Asturias|MC Región de Murcia|V Valencia~València|C La Coruña~Coruña|BI Vizcaya|SS Guipúzcoa|VI Álava|GI Gerona|L Lérida|OR Orense|TF Tenerife|GC Gran Canaria|SE Seville
IT 25 Lombardei|21 Piedmont|52 Toscane|62 Latium|75 Puglie|82 Sicilia|23 Val d'Aosta~Aosta|32 Trentino~South Tyrol~Südtirol~Alto Adige|34 Venetien|36 Friuli|45 Emilia~Romagna|RM Rome~Roma|MI Milan~Milano|TO Turin~Torino|NA Naples~Napoli|VE Venice~Venezia|FI Firenze~Florence|GE Genoa|BO Bologna|PA Palermo
NL NH N. Holland~Noord Holland|ZH Z. Holland~Zuid Holland|NB N. Brabant~Brabant~Noord Brabant|FR Friesland|ZE Zealand
JP 01 北海道|02 青森|03 岩手|04 宮城|05 秋田|06 山形|07 福島~Fukushima|08 茨城|09 栃木~Tochigi|10 群馬~Gumma|11 埼玉|12 千葉~Chiba|13 東京~Tokyo Metropolis~東京都|14 神奈川|15 新潟|16 富山|17 石川~Ishikawa|18 福井~Fukui|19 山梨~Yamanashi|20 長野|21 岐阜~Gifu|22 静岡~Shizuoka|23 愛知~Aichi|24 三重|25 滋賀~Shiga|26 京都|27 大阪|28 兵庫|29 奈良|30 和歌山|31 鳥取|32 島根~Shimane|33 岡山|34 広島~Hiroshima|35 山口~Yamaguchi|36 徳島~Tokushima|37 香川|38 愛媛|39 高知~Kochi|40 福岡~Fukuoka|41 佐賀|42 長崎|43 熊本|44 大分~Oita|45 宮崎|46 鹿児島~Kagoshima|47 沖縄
CN AH 安徽|BJ 北京~Peking|CQ 重庆~Chungking|FJ 福建~Fukien|GD 广东~Canton~Kwangtung|GS 甘肃|GX 广西|GZ 贵州|HA 河南|HB 湖北|HE 河北|HI 海南|HL 黑龙江|HN 湖南|JL 吉林|JS 江苏|JX 江西|LN 辽宁|NM 内蒙古~Inner Mongolia~+15|NX 宁夏|QH 青海|SC 四川~Szechuan~Szechwan|SD 山东|SH 上海|SN 陕西|SX 山西|TJ 天津|XJ 新疆|XZ 西藏~Tibet|YN 云南|ZJ 浙江
CH GE Genf~Ginevra|ZH Zuerich~Zurich|GR Grisons~Grigioni~Graubuenden|VD Waadt|VS Wallis|TI Tessin|FR Freiburg|NE Neuenburg|BE Berne~Berna|LU Lucerna|SG St Gall|BL Baselland~Basel Land~Basle Country|BS !Basel~Basle~Bâle~Basel City|AG Argovia|TG Thurgovia|SZ Schwytz
AT 9 Vienna|3 NÖ|4 OÖ|2 Carinthia|6 Styria|7 Tyrol
BE BRU Bruxelles~Brussel~Brussels-Capital~Brussels Capital Region~Bruxelles-Capitale|VLG Flanders~Vlaanderen~Flandre~Flemish Region|WAL Wallonie~Wallonia~Walloon Region|VAN Antwerp~Anvers|WLG Luik~Liege|WHT Hainault~Henegouwen|WNA Namen
IE D Co Dublin~Dublin City|CO Co Cork|G Co Galway|LK Co Limerick|WX Co Wexford|KE Co Kildare|WW Co Wicklow|MH Co Meath|TA Co Tipperary|KY Co Kerry|WD Co Waterford|LH Co Louth|DL Co Donegal|MO Co Mayo|CE Co Clare|KK Co Kilkenny|CW Co Carlow|OY Co Offaly|LS Co Laois|WH Co Westmeath|SO Co Sligo|RN Co Roscommon|LM Co Leitrim|LD Co Longford|CN Co Cavan|MN Co Monaghan
SE AB Stockholm|M Skane~Scania|O Vastra Gotaland~West Gothenburg~Västra Götaland|C Upsala
NO 03 Oslo|46 Hordaland~Sogn og Fjordane|50 Trondelag~Trøndelag|15 More og Romsdal
DK 84 Hovedstaden~Capital Region of Denmark~Region Hovedstaden~Copenhagen|82 Midtjylland|81 Nordjylland|85 Sjælland~Sjaelland|83 Syddanmark
FI 18 Nyland~Helsinki|11 Tampere Region~Birkaland|19 Southwest Finland|01 Åland~Ahvenanmaa|10 Lappland
PL 14 Masovia~Warszawa~Mazowsze~Masovian~Warsaw|24 Silesian~Schlesien|12 Malopolska~Małopolska|30 Wielkopolska|02 Dolny Slask~Lower Silesian|22 Pomeranian|10 Lodz
PT 11 Lisbon|13 Oporto|30 Madeira|20 Açores~Azores
NZ AUK Akl|CAN Cantab|WGN Wellington|MWT Manawatu~Wanganui
ZA GP GT~GA|KZN KZ~NL~Natal~KwaZulu~Kwa-Zulu Natal|WC Western Province|LP Northern Transvaal|NW North West
KR 11 서울~Seoul|26 부산~Pusan|27 대구~Taegu|28 인천~Inchon|29 광주~Kwangju|30 대전~Taejon|31 울산|41 경기~Gyeonggi-do~Kyonggi|42 강원~Gangwon-do|43 충북~충청북|44 충남~충청남|45 전북~전라북|46 전남~전라남|47 경북~경상북|48 경남~경상남|49 제주~Jeju-do~Cheju|50 세종
AE AZ Abu Dhabi~AbuDhabi~AUH|DU Dubai~DXB|SH Sharjah~SHJ|AJ Ajman|RK RAK|FU Fujairah|UQ UAQ~Umm Al Quwain
RU MOW !Moscow~!Moskva~!Москва|SPE !Saint Petersburg~Sankt-Peterburg~!Санкт-Петербург~Petersburg~SPb|MOS Moscow Oblast~Московская область
CO DC !Bogota~Bogotá D.C.~Distrito Capital|VAC Cali|ANT Medellin|ATL Barranquilla
CL RM !Santiago~Región Metropolitana~Metropolitana~RM Santiago
AR C CABA~Capital Federal~Ciudad de Buenos Aires~Buenos Aires City|B Provincia de Buenos Aires
PE LIM Lima Province
TR 34 !Istanbul~Stambul|06 !Ankara|35 !Izmir~Smyrna
TH 10 !Bangkok~BKK~Krung Thep
ID JK !Jakarta~DKI Jakarta|JB West Java~Bandung|JI East Java~Surabaya|BA Bali
MY 14 !Kuala Lumpur~KL|07 Penang~Pulau Pinang|01 Johor Bahru~JB
VN SG !Ho Chi Minh City~HCMC~Saigon|HN !Hanoi|DN !Da Nang
PH 00 !Metro Manila~NCR~Manila~National Capital Region
IL TA !Tel Aviv|JM !Jerusalem
SA 01 !Riyadh|02 Makkah~Mecca~Jeddah|04 Eastern Province~Dammam
EG C !Cairo|GZ !Giza|ALX !Alexandria
NG FC Abuja~FCT|LA !Lagos
CZ 10 !Prague~!Praha
HU BU !Budapest
GR I !Attica~Athens
UA 30 !Kyiv~!Kiev|32 Kyiv Oblast~Kiev Oblast
RO B !Bucharest~București
TW TPE !Taipei~!臺北~台北|NWT !New Taipei
HR 21 !Zagreb
BG 22 Sofia City~Sofia-grad
QA DA !Doha
`;
