// Kept by hand, after the tz database: the zone most people of a state or province live in, for countries of several.
// Row: country, zone, then subdivisions. `?` before a subdivision: a part of it keeps another time.

export const regionZonesTable: string = `
US America/New_York CT DE DC ?FL GA ?IN ?KY ME MD MA ?MI NH NJ NY NC OH PA RI SC VT VA WV
US America/Chicago AL AR IL IA ?KS LA MN MS MO ?NE ?ND OK ?SD ?TN ?TX WI
US America/Denver CO ?ID MT NM UT WY
US America/Phoenix ?AZ
US America/Los_Angeles CA ?NV ?OR WA
US America/Anchorage ?AK
US Pacific/Honolulu HI
US America/Puerto_Rico PR VI
US Pacific/Guam GU MP
US Pacific/Pago_Pago AS
CA America/St_Johns ?NL
CA America/Halifax NS NB PE
CA America/Toronto ?ON ?QC
CA America/Winnipeg MB
CA America/Regina SK
CA America/Edmonton AB NT
CA America/Vancouver ?BC
CA America/Whitehorse YT
CA America/Iqaluit ?NU
AU Australia/Sydney ?NSW ACT
AU Australia/Melbourne VIC
AU Australia/Brisbane QLD
AU Australia/Adelaide SA
AU Australia/Darwin NT
AU Australia/Perth WA
AU Australia/Hobart TAS
BR America/Sao_Paulo DF ES GO MG PR RJ RS SC SP
BR America/Bahia BA
BR America/Fortaleza CE MA PB PI RN
BR America/Recife PE
BR America/Maceio AL SE
BR America/Belem AP ?PA
BR America/Araguaina TO
BR America/Campo_Grande MS
BR America/Cuiaba MT
BR America/Manaus ?AM
BR America/Porto_Velho RO
BR America/Boa_Vista RR
BR America/Rio_Branco AC
MX America/Mexico_City AGU CAM CHP CMX COA COL DUR GRO GUA HID JAL MEX MIC MOR NLE OAX PUE QUE SLP TAB TAM TLA VER ZAC
MX America/Merida YUC
MX America/Cancun ROO
MX America/Chihuahua ?CHH
MX America/Mazatlan ?NAY SIN BCS
MX America/Hermosillo SON
MX America/Tijuana BCN
ES Atlantic/Canary CN GC TF
PT Atlantic/Azores 20
PT Atlantic/Madeira 30
`;
