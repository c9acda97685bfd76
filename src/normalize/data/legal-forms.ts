// Kept by hand: legal forms of companies as they end a name, folded to words. Row: the form, then how it is written.
// Longer writings come before the shorter ones they end in.

export const legalFormsTable: string = `
GmbH & Co. KG|gmbh and co kg|gmbh co kg|gmbh and cokg|ges m b h and co kg
GmbH & Co. KGaA|gmbh and co kgaa|ag and co kgaa|se and co kgaa|and co kgaa
GmbH & Co. OHG|gmbh and co ohg
AG & Co. KG|ag and co kg
UG & Co. KG|ug and co kg|ug haftungsbeschrankt and co kg
UG|ug haftungsbeschrankt|ug haftungsbeschraenkt|ug|unternehmergesellschaft
gGmbH|ggmbh
GmbH|gmbh|g m b h|ges m b h|gesmbh|mbh|m b h|gesellschaft mit beschrankter haftung
AG|ag|aktiengesellschaft
KGaA|kgaa
KG|and co kg|kg|kommanditgesellschaft
OHG|ohg
GbR|gbr
e.K.|e k|ek|e kfm|e kfr
e.V.|e v|ev
eG|eg
SE|se|societas europaea
Pte. Ltd.|pte ltd|pte limited|private ltd pte
Pvt. Ltd.|pvt ltd|private limited|private ltd|pvt limited|p ltd|p limited|pvt
Pty Ltd|pty ltd|proprietary limited|pty limited|pty|p l
LLP|llp|l l p|limited liability partnership
PLLC|pllc|p l l c
LLC|llc|l l c|limited liability company|ltd liability co
PLC|plc|p l c|public limited company
Co., Ltd.|co ltd|company limited|co limited|coltd
Ltd|ltd|limited|l t d
Inc.|inc|incorporated|i n c
Corp.|corp|corporation
Co.|and co|and company|co|company|cie|et cie|compagnie|and cie
LP|limited partnership|l p|lp
P.C.|p c|pc
S.A. de C.V.|s a de c v|sa de cv|s a b de c v|sab de cv|s a p i de c v|sapi de cv|s a de cv
S. de R.L. de C.V.|s de r l de c v|s de rl de cv|s de r l|s de rl
S.A.S. de C.V.|sas de cv
S.à r.l.|s a r l|sarl|sarlu|s ar l|sa rl|s a rl
S.r.l.|s r l|srl|srls|s r l s|soc a r l
S.p.A.|s p a|spa|societa per azioni
S.A.S.|s a s|sas|sasu|societe par actions simplifiee
S.n.c.|s n c|snc
S.L.U.|s l u|slu|sociedad limitada
S.L.|s l|sl
S.A.U.|s a u|sau
S.A.|s a|sa|societe anonyme|sociedad anonima|sociedade anonima|s a c|sac|s a a
EURL|eurl|e u r l
SCA|s c a|sca
Ltda.|ltda|limitada|lda|l d a
EIRELI|eireli|epp
ME|m e
B.V.|b v|bv|besloten vennootschap
N.V.|n v|nv
V.O.F.|v o f|vof
BVBA|bvba|sprl|s p r l|bv srl
A/S|a s|as|aksjeselskap|aktieselskab
ApS|aps|anpartsselskab|i s
ASA|asa
AB|ab|aktiebolag|ab publ|publ
HB|handelsbolag
Oy|oyj|oy ab|oy|osakeyhtio
Sp. z o.o. Sp. k.|sp z o o sp k|spolka z o o sp k|sp z oo sp k|sp zoo sp k
Sp. z o.o.|sp z o o|sp z oo|sp zoo|spzoo|spolka z o o|spolka z ograniczona odpowiedzialnoscia|z o o
Sp. k.|sp k|sp j
s.r.o.|s r o|sro|spol s r o
a.s.|akciova spolecnost
Kft.|kft|k f t
Zrt.|zrt|nyrt|rt|bt
d.o.o.|d o o|doo|d d
EOOD|eood|ood|ead
S.R.L.|sc srl
TOV|тов|тзов
ООО|ооо|общество с ограниченной ответственностью|ooo
ОАО|оао|пао|зао|ао|нао|pao|oao|zao
ИП|ип
A.Ş.|a s ti|anonim sirketi|anonim sti
Ltd. Şti.|ltd sti|limited sirketi|san ve tic ltd sti|san tic ltd sti|san ve tic a s|tic ltd sti
Sdn. Bhd.|sdn bhd|sendirian berhad
Bhd.|bhd|berhad
Tbk|tbk|persero tbk|persero
K.K.|k k|kk|kabushiki kaisha|kabushiki gaisha
G.K.|godo kaisha|g k
FZE|fz llc|fzllc|fze|fzc|fzco|fz co|dmcc
W.L.L.|w l l|wll
JSC|jsc|ojsc|pjsc|cjsc
E.P.E.|e p e|a e|ae|ike|i k e
株式会社|株式会社|kabushikigaisha
有限会社|有限会社
合同会社|合同会社
주식회사|주식회사
유한회사|유한회사
有限公司|股份有限公司|有限责任公司|有限責任公司|有限公司
Group|集团|集團|group|gruppe|groupe|grupo|gruppo|holdings|holding|grp
`;

/** Legal forms that stand first. Row: the form, then how it is written, folded. */
export const leadingFormsTable: string = `
株式会社|株式会社
有限会社|有限会社
合同会社|合同会社
주식회사|주식회사
유한회사|유한회사
ООО|ооо|общество с ограниченной ответственностью
ОАО|оао|пао|зао|ао
ИП|ип
PT|pt
ТОВ|тов|прат|пат
`;
