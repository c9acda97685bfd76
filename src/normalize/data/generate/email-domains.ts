import { jsonOf, tableFile } from './source.js';

/** Names in the source that are businesses, placeholders or throw-away boxes, not mailboxes people keep. */
const not = new Set(
  'facebook.com example.com go.com alibaba.com about.com medscape.com space.com discovery.com test.com homestead.com berlin.de nus.edu.sg web.id msk.ru pp.ua ancestry.com techspot.com law.com yourdomain.com kansascity.com zp.ua casino.com geek.com gazeta.pl catholic.org doityourself.com mail-tester.com www.com mydomain.com parrot.com hidemyass.com name.com unican.es ivillage.com dailypioneer.com saudia.com hamptonroads.com 10minutemail.com blackplanet.com islamonline.net webindia123.com temp-mail.org bugmenot.com mailinator.com oath.com depechemode.com onmilwaukee.com test.de swissinfo.org guerrillamail.com scubadiving.com fr.nf f5.si dynu.net elvis.com dnsmadeeasy.com spacewar.com pe.hu sp.nl za.com blogos.com bangkok.com lex.bg singpost.com aver.com dmv.com yopmail.com barcelona.com cu.cc everyone.net nyc.com garbage.com games.com ny.com bizhosting.com ddnsfree.com onlinehome.de beer.com chacuo.net emailondeck.com interaccess.com spb.ru anonymize.com clerk.com lawyer.com doctor.com privacy.net theglobe.com thirdage.com c3.hu sci.fi medscape.com sdf.org starmedia.com'.split(
    ' ',
  ),
);

/** Well-known mailboxes that the source lacks. */
const also =
  'fastmail.com fastmail.fm tutanota.com tutanota.de tuta.io tuta.com pm.me proton.me protonmail.ch duck.com hanmail.net hanmail.com kakao.com zohomail.com zohomail.eu zohomail.in rediff.com rediffmail.com bol.com.br uol.com.br ig.com.br terra.com.br globo.com globomail.com r7.com orange.com orange.es orange.pl wanadoo.nl ziggo.nl kpnmail.nl planet.nl xs4all.nl hetnet.nl casema.nl upcmail.nl home.nl quicknet.nl chello.nl chello.at aon.at a1.net sunrise.ch hispeed.ch bluewin.ch gmx.ch freenet.de t-online.de magenta.de mail.de email.de posteo.de posteo.net web.de alice-dsl.net vodafone.de vodafone.it kabelmail.de numericable.fr numericable.com bbox.fr sfr.fr neuf.fr cegetel.net free.fr laposte.net aliceadsl.fr tin.it alice.it tim.it virgilio.it libero.it inwind.it iol.it fastwebnet.it tiscali.it pec.it email.it telefonica.net movistar.es ono.com telenet.be skynet.be proximus.be scarlet.be voo.be online.no broadpark.no start.no telia.com bredband.net comhem.se spray.se passagen.se swipnet.se tele2.se mail.dk jubii.dk ofir.dk youmail.dk stofanet.dk live.dk kolumbus.fi elisanet.fi luukku.com suomi24.fi pp.inet.fi wp.pl o2.pl onet.pl onet.eu op.pl poczta.onet.pl interia.pl interia.eu gazeta.pl tlen.pl vp.pl poczta.fm seznam.cz email.cz centrum.cz volny.cz post.cz atlas.cz azet.sk centrum.sk zoznam.sk freemail.hu citromail.hu t-online.hu indamail.hu abv.bg mail.bg dir.bg siol.net net.hr inet.hr otenet.gr in.gr ukr.net i.ua meta.ua bigmir.net ua.fm mail.ru inbox.ru bk.ru list.ru internet.ru ya.ru rambler.ru lenta.ru autorambler.ru tut.by mail.ee hot.ee inbox.lv inbox.lt one.lt 163.com 126.com 139.com 189.cn wo.cn yeah.net qq.com vip.qq.com foxmail.com sina.com sina.cn vip.sina.com sohu.com tom.com aliyun.com 21cn.com hinet.net seed.net.tw pchome.com.tw naver.com daum.net nate.com docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp ocn.ne.jp nifty.com biglobe.ne.jp so-net.ne.jp plala.or.jp goo.ne.jp netvigator.com singnet.com.sg starhub.net.sg streamyx.com bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au internode.on.net dodo.com.au xtra.co.nz slingshot.co.nz vodafone.co.nz mweb.co.za telkomsa.net vodamail.co.za webmail.co.za walla.com walla.co.il netvision.net.il bezeqint.net 012.net.il comcast.net xfinity.com verizon.net att.net sbcglobal.net bellsouth.net ameritech.net pacbell.net swbell.net snet.net cox.net charter.net spectrum.net rr.com roadrunner.com twc.com optonline.net optimum.net earthlink.net mindspring.com juno.com netzero.net netzero.com frontier.com frontiernet.net windstream.net centurylink.net centurytel.net embarqmail.com q.com cableone.net suddenlink.net mediacombb.net wowway.com hughes.net shaw.ca telus.net rogers.com bell.net sympatico.ca videotron.ca videotron.qc.ca cogeco.ca eastlink.ca sasktel.net mts.net nb.sympatico.ca btinternet.com btopenworld.com talktalk.net talktalk.co.uk sky.com virginmedia.com virgin.net ntlworld.com blueyonder.co.uk tiscali.co.uk plusnet.com plus.net o2.co.uk eircom.net eir.ie prodigy.net.mx infinitum.com.mx terra.com.mx arnet.com.ar fibertel.com.ar speedy.com.ar ciudad.com.ar vtr.net une.net.co adinet.com.uy mac.com me.com icloud.com ymail.com rocketmail.com myyahoo.com googlemail.com gmail.com hotmail.com outlook.com live.com msn.com passport.com windowslive.com aol.com aim.com love.com wow.com games.com hey.com mail.com email.com usa.com post.com consultant.com europe.com asia.com engineer.com iname.com myself.com inbox.com hushmail.com hush.com runbox.com startmail.com mailfence.com mailbox.org disroot.org riseup.net cock.li gmx.com gmx.us gmx.net keemail.me skiff.com simplelogin.com lycos.com excite.com yandex.com zoho.com zoho.eu zoho.in qq.cn sapo.pt netcabo.pt clix.pt mail.pt iol.pt aeiou.pt'.split(
    ' ',
  );

export function emailDomainsTable(): string {
  const common: string[] = jsonOf('email-providers/common.json');
  const free = [...new Set([...common.filter((domain) => !not.has(domain)), ...also])].sort();
  return tableFile('Domains of mailboxes that anybody can have.', 'email-providers, with corrections', {
    freeMailTable: grouped(free),
  });
}

/** Domains under their suffix, which is what repeats: `com aol gmail …`. */
function grouped(domains: readonly string[]): string[] {
  const groups: { [suffix: string]: string[] } = {};
  for (const domain of domains) {
    const dot = domain.indexOf('.');
    (groups[domain.slice(dot + 1)] ??= []).push(domain.slice(0, dot));
  }
  return Object.keys(groups)
    .sort()
    .map((suffix) => `${suffix} ${groups[suffix]!.join(' ')}`);
}
