/**
 * language | text | expected entities as `type:value=normalized`, parted by ` ; ` in the order of the text.
 * Now is Wednesday 2026-05-06, 23:30 UTC, which is Thursday 2026-05-07 in Casablanca (UTC+1); the currency is MAD.
 * A word in [brackets] after the language is what the open question expects.
 */
export const entityCases = `
fr | je cherche une robe rouge en 38 | product:robe=dresses ; color:rouge=red ; size:38=38
fr | vous avez les sandales en 39 ? | product:sandales=sandals ; size:39=39
fr | la veste en cuir noire taille M svp | product:veste en cuir=jackets ; color:noire=black ; size:M=M
fr | avez vous ce pull en XL | product:pull=sweaters ; size:XL=XL
fr | taille 4 ans | 
fr | taille 4 | size:4=4
fr | je fais du 42 | size:42=42
fr | pointure 39 | size:39=39
fr | pointure 38,5 | size:38,5=38.5
fr | en 38 ou 40 ? | size:38=38 ; size:40=40
fr | robe noire 38 | product:robe=dresses ; color:noire=black ; size:38=38
fr | Vous l'avez en S ? | size:S=S
fr | est-ce que l'article m'ira | 
fr | s'il te plaît | 
fr | taille unique ? | size:taille unique=ONE_SIZE
fr | la taille moyenne | size:taille moyenne=M
fr | un petit prix | 
fr | un grand sac à main bleu marine | product:sac à main=bags ; color:bleu marine=navy
fr | chemise bleu ciel homme | product:chemise=shirts ; color:bleu ciel=sky_blue
fr | un rouge à lèvres | product:rouge à lèvres=makeup
fr | de l'eau de rose | product:eau de rose=skincare
fr | foulard couleur crème | product:foulard=scarves ; color:couleur crème=cream
fr | savon noir beldi | product:savon noir=soaps
fr | vous vendez de l'huile d'argan ? | product:huile d'argan=argan_oil
fr | montre-moi les robes | product:robes=dresses
fr | une montre homme | product:montre homme=watches
fr | des baskets blanches | product:baskets=sneakers ; color:blanches=white
fr | babouche doré | product:babouche=babouches ; color:doré=gold
fr | le caftan Nour | product:caftan Nour=p-nour
fr | vous avez des chassures ? | product:chassures=shoes
fr | des coussin berberes | product:coussin=cushions
fr | écharpe GRISE | product:écharpe=scarves ; color:GRISE=grey
fr | JE VEUX LA ROBE NOIRE EN L | product:ROBE=dresses ; color:NOIRE=black ; size:L=L
fr | moins de 300 dh | price_max:300 dh=30000
fr | une robe à moins de 299,50 dirhams | product:robe=dresses ; price_max:299,50 dirhams=29950
fr | mon budget est de 500dh | price_max:500dh=50000
fr | pas plus de 1 500 DH | price_max:1 500 DH=150000
fr | plus de 200 dh | price_min:200 dh=20000
fr | à partir de 100€ | price_min:100€=10000
fr | entre 200 et 400 | price_min:200=20000 ; price_max:400=40000
fr | entre 200 et 400 dh | price_min:200=20000 ; price_max:400 dh=40000
fr | de 150 à 250 dh | price_min:150=15000 ; price_max:250 dh=25000
fr | sacs 200-400 dh | product:sacs=bags ; price_min:200=20000 ; price_max:400 dh=40000
fr | 300 dh maximum | price_max:300 dh=30000
fr | max 250 | price_max:250=25000
fr | livré en moins de 3 jours ? | 
fr | ça coûte 300 dh ? | 
fr | moins de 50 % | 
fr | où est ma commande #10042 | order_number:10042=10042
fr | ma commande 10042 n'est pas arrivée | order_number:10042=10042
fr | suivi de la cmd n° 10042 | order_number:10042=10042
fr | commande numéro : 20318 svp | order_number:20318=20318
fr | ma commande du 12/05/2026 | date:12/05/2026=2026-05-12
fr | ma commande de 2000 dh | 
fr | 10042 | 
fr [order_number] | 10042 | order_number:10042=10042
fr [order_number] | c'est le DL-10042 | order_number:DL-10042=DL-10042
fr | commande #dl-10042 | order_number:dl-10042=DL-10042
fr | mon colis c'est le 10042 ou 10043 | order_number:10042=10042 ; order_number:10043=10043
fr | mon numéro 06 61 23 45 67 | phone:06 61 23 45 67=+212661234567
fr | +212 661-234567 | phone:+212 661-234567=+212661234567
fr | appelez le 0033612345678 | phone:0033612345678=+33612345678
fr | ma commande 0661234567 | phone:0661234567=+212661234567
fr | mon mail Amina.B@Example.com merci | email:Amina.B@Example.com=amina.b@example.com
fr | livraison à Casa | city:Casa=casablanca
fr | vous livrez à Fès demain ? | city:Fès=fes ; date:demain=2026-05-08
fr | je suis de Salé | city:Salé=sale
fr | c'est sale | 
fr | livraison à sale | city:sale=sale
fr | livrez-vous à El Jadida | city:El Jadida=el_jadida
fr | j'habite à beni mellal | city:beni mellal=beni_mellal
fr | Livraison Marseille, Paris | city:Marseille=marseille ; city:Paris=paris
fr | robe bordeaux | product:robe=dresses ; color:bordeaux=burgundy
fr | livrez moi après-demain | date:après-demain=2026-05-09
fr | hier | date:hier=2026-05-06
fr | jeudi prochain | date:jeudi prochain=2026-05-14
fr | plutôt samedi | date:samedi=2026-05-09
fr | lundi dernier | date:lundi dernier=2026-05-04
fr | la semaine prochaine | date:la semaine prochaine=2026-05-11
fr | le 12/05 | date:12/05=2026-05-12
fr | le 1er juin | date:1er juin=2026-06-01
fr | 12 mai 2026 | date:12 mai 2026=2026-05-12
fr | dans 3 jours | date:dans 3 jours=2026-05-10
fr | il y a 2 jours | date:il y a 2 jours=2026-05-05
fr | le 31/02 | 
fr | le 20 décembre | date:20 décembre=2025-12-20
fr | je voudrais 2 robes | quantity:2=2 ; product:robes=dresses
fr | j'en veux trois | quantity:trois=3
fr | x3 | quantity:3=3
fr | 4 pièces | quantity:4=4
fr [quantity] | deux | quantity:deux=2
fr | j'ai le code BIENVENUE10 | promo_code:BIENVENUE10=BIENVENUE10
fr | code promo: ete2026 | promo_code:ete2026=ETE2026
fr | vous avez un code promo ? | 
fr [promo_code] | WELCOME | promo_code:WELCOME=WELCOME
fr [size] | 38 | size:38=38
fr [size] | petit | size:petit=S
fr [color] | la bleue | color:bleue=blue
fr [city] | nice | city:nice=nice
fr | bonjour | 
fr | tu sers à quoi |
fr | c'est dans le panier |
fr | un panier en osier | product:panier en osier=baskets
fr | un colis à 349 dh |
fr | ma carte fidélité n° 00457 |
fr | livraison à Nice | city:Nice=nice
en | what are you saying |
en | can he bring it to my mother |
en | what is in my bag |
en | do you have sales |
en | a nice tea set | product:tea set=tableware
en | tagine with prunes | product:tagine=ceramics
ar | fcasa wla fkaza | city:casa=casablanca ; city:kaza=casablanca
ar | التشكيلة الجديدة |
ar | توصيل للجديدة | city:جديدة=el_jadida
ar | السرفيس كليون |
en | a red dress in size 38 | color:red=red ; product:dress=dresses ; size:38=38
en | do you have these in 40? | size:40=40
en | black leather jacket, medium | color:black=black ; product:leather jacket=jackets
en | size medium | size:medium=M
en | do you have it in medium ? | size:medium=M
en | in small? | size:small=S
en | a small gift in a large box | 
en | I wear XL | size:XL=XL
en | I'm fine | 
en | do you have it in L | size:L=L
en | woven baskets | product:baskets=baskets
en | cream coloured scarf | color:cream coloured=cream ; product:scarf=scarves
en | rose water | product:rose water=skincare
en | an orange bag or a gold one | color:orange=orange ; product:bag=bags ; color:gold=gold
en | light blue shirts | color:light blue=sky_blue ; product:shirts=shirts
en | watches for men | product:watches=watches
en | snekers | product:snekers=sneakers
en | under $50 | price_max:$50=5000
en | dresses under 300 | product:dresses=dresses ; price_max:300=30000
en | less than 1,299.50 mad | price_max:1,299.50 mad=129950
en | over 200 dh | price_min:200 dh=20000
en | at least 150 euros | price_min:150 euros=15000
en | between 200 and 400 | price_min:200=20000 ; price_max:400=40000
en | between $20 and $40 | price_min:$20=2000 ; price_max:$40=4000
en | within 5 days | date:within 5 days=2026-05-12
en | over 2 weeks late | 
en | where is my order 10042 | order_number:10042=10042
en | order number is 10042 | order_number:10042=10042
en | parcel #10042? | order_number:10042=10042
en | I ordered 3 weeks ago | 
en | call me on +971 50 123 4567 | phone:+971 50 123 4567=+971501234567
en | my phone is 661234567 | phone:661234567=+212661234567
en | email me at a.b+shop@mail.example.org. | email:a.b+shop@mail.example.org=a.b+shop@mail.example.org
en | do you ship to Tangier | city:Tangier=tangier
en | the sale price | 
en | nice dress | product:dress=dresses
en | deliver to Nice | city:Nice=nice
en | tomorrow please | date:tomorrow=2026-05-08
en | next week | date:next week=2026-05-11
en | on friday | date:friday=2026-05-08
en | 3 days ago | date:3 days ago=2026-05-04
en | May 12th | date:May 12th=2026-05-12
en | 2026-05-20 | date:2026-05-20=2026-05-20
en | may I ask | 
en | I want 2 | quantity:2=2
en | 3 t-shirts | quantity:3=3 ; product:t-shirts=t_shirts
en | two candles please | quantity:two=2 ; product:candles=candles
en | my coupon SAVE20 fails | promo_code:SAVE20=SAVE20
en | promo code welcome | 
en | I have 10 minutes | 
ar | فستان أحمر مقاس 38 | product:فستان=dresses ; color:أحمر=red ; size:38=38
ar | عندكم القفطان بالأزرق؟ | product:قفطان=caftans ; color:الأزرق=blue
ar | بغيت الصاك الكحل | product:صاك=bags ; color:الكحل=black
ar | مقاس ٤٠ | size:٤٠=40
ar | واش كاين في 39؟ | size:39=39
ar | عباية سوداء مقاس كبير | product:عباية=abayas ; color:سوداء=black ; size:كبير=L
ar | كبير بزاف | 
ar | لارج | size:لارج=L
ar | صباط قهوي نمرة 42 | product:صباط=shoes ; color:قهوي=brown ; size:42=42
ar | زيت أركان | product:زيت أركان=argan_oil
ar | أحمر شفاه | product:أحمر شفاه=makeup
ar | زرابي | product:زرابي=rugs
ar | أقل من 300 درهم | price_max:300 درهم=30000
ar | بين 200 و 400 | price_min:200=20000 ; price_max:400=40000
ar | بين ٢٠٠ و٤٠٠ درهم | price_min:٢٠٠=20000 ; price_max:٤٠٠ درهم=40000
ar | ما يفوتش 500 درهم | price_max:500 درهم=50000
ar | أكثر من 100 درهم | price_min:100 درهم=10000
ar | ميزانيتي 600 | price_max:600=60000
ar | أقل من 3 أيام | 
ar | فين وصلات الكوموند 10042 | order_number:10042=10042
ar | طلبي رقم ١٠٠٤٢ | order_number:١٠٠٤٢=10042
ar | رقم 10042 | order_number:10042=10042
ar | رقم الطلبية: 10042 | order_number:10042=10042
ar | رقمي 0661234567 | phone:0661234567=+212661234567
ar | هاتفي ٠٦٦١٢٣٤٥٦٧ | phone:٠٦٦١٢٣٤٥٦٧=+212661234567
ar | التوصيل إلى الدار البيضاء | city:الدار البيضاء=casablanca
ar | توصلو لفاس؟ | city:فاس=fes
ar | فمراكش | city:مراكش=marrakech
ar | صافي شكرا | 
ar | أنا في الرياض | city:الرياض=riyadh
ar | غدا | date:غدا=2026-05-08
ar | بعد غد | date:بعد غد=2026-05-09
ar | البارح | date:البارح=2026-05-06
ar | نهار الخميس | date:نهار الخميس=2026-05-14
ar | الأسبوع القادم | date:الأسبوع القادم=2026-05-11
ar | بعد 3 أيام | date:بعد 3 أيام=2026-05-10
ar | 12 ماي | date:12 ماي=2026-05-12
ar | بغيت جوج قفاطن | quantity:جوج=2 ; product:قفاطن=caftans
ar | 3 قطع | quantity:3=3
ar | عندي كود RAMADAN20 | promo_code:RAMADAN20=RAMADAN20
ar | مَرْحَباً | 
ar | فُستانٌ أَحْمَرُ | product:فُستانٌ=dresses ; color:أَحْمَرُ=red
ar | wach kayn f 38? | size:38=38
ar | bghit robe 7amra | product:robe=dresses ; color:7amra=red
ar | kayna l7amra f L? | color:7amra=red ; size:L=L
ar | jellaba zr9a taille M | product:jellaba=djellabas ; color:zr9a=blue ; size:M=M
ar | sebbat k7al 42 | product:sebbat=shoes ; color:k7al=black ; size:42=42
ar | ma ytjawzch 1500 dh | price_max:1500 dh=150000
ar | a9al mn 300dh | price_max:300dh=30000
ar | bin 200 w 400 | price_min:200=20000 ; price_max:400=40000
ar | fin wslat commande 10042 | order_number:10042=10042
ar | komanda dyali 10042 | order_number:10042=10042
ar | twslo l fes? | city:fes=fes
ar | ana f casa | city:casa=casablanca
ar | safi chokran | 
ar | ghedda inchallah | date:ghedda=2026-05-08
ar | nhar lkhmis | date:nhar lkhmis=2026-05-14
ar | simana jaya | date:simana jaya=2026-05-11
ar | bghit jouj | quantity:jouj=2
ar | hat liya | 
`;
