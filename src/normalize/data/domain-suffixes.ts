// Kept by hand, after the Public Suffix List: suffixes of two labels under which names are registered.
// Row: the last label, then what may stand before it. The rows behind `*` are hosts that give each customer a name.

export const domainSuffixesTable: string = `
uk co org ac gov me ltd plc net nhs sch police
au com net org edu gov asn id
nz co net org ac govt geek school
jp co ne or ac go ed gr ad lg
kr co or ac go ne re pe
in co net org ac gov edu res firm gen ind
za co org ac gov net web
br com net org gov edu ind adv eng med art blog
mx com org net gob edu
ar com org net gob edu gov
cn com net org gov edu ac
tw com net org gov edu idv
hk com net org gov edu idv
sg com net org gov edu per
my com net org gov edu
th co or ac go in net
id co or ac go web sch net my
ph com net org gov edu
vn com net org gov edu
tr com net org gov edu gen bel k12 av dr
il co org ac gov net muni
sa com net org gov edu med
ae co net org gov ac sch
eg com net org gov edu
ng com net org gov edu
ke co or ac go ne
gh com org gov edu
ug co or ac go
tz co or ac go
co com net org gov edu nom
pe com net org gob edu
ve com co net org gob
ec com net org gob edu fin
uy com net org gub edu
py com net org gov edu
bo com net org gob edu
cr co or ac go
gt com net org gob edu
do com net org gob edu
pa com net org gob ac
sv com org gob edu
ni com net org gob edu
hn com net org gob edu
pr com net org gov edu
pk com net org gov edu
bd com net org gov edu ac
lk com org gov edu ac
np com net org gov edu
kh com net org gov edu
ua com net org gov edu kiev kyiv lviv in
ru com msk spb
pl com net org gov edu waw biz info
pt com org gov edu
gr com net org gov edu
cy com net org gov ac
mt com net org gov edu
at co or ac gv
hu co org
es com org nom gob edu
fr gouv asso com
it gov edu
ro com org
rs co org ac gov edu
si gov
mk com org edu
ba com net org gov edu
by com gov
kz com org gov edu
kw com net org gov edu
qa com net org gov edu
bh com net org gov edu
om co com net org gov edu
lb com net org gov edu
jo com net org gov edu
iq com net org gov edu
ir co ac gov org
ma co net org gov ac
tn com org gov
dz com org gov edu
mo com net org gov edu
bn com net org gov edu
fj com net org ac gov
jm com net org gov edu
tt co com net org gov edu
bb com net org gov edu
zw co org ac gov
zm co com org ac gov
mz co org ac gov
na com co org
bw co org
mu com co net org
et com org gov edu
com uk us eu de br cn gb hu jpn kr no qc ru sa se za
* github.io gitlab.io herokuapp.com vercel.app netlify.app web.app firebaseapp.com appspot.com pages.dev workers.dev blogspot.com azurewebsites.net cloudfront.net myshopify.com onrender.com fly.dev surge.sh wixsite.com webflow.io repl.co glitch.me ngrok.io cloudapp.net deno.dev r2.dev translate.goog
`;
