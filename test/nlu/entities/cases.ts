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
fr | foulard couleur crème | product:foulard=scarves ; color:crème=cream
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
fr [promo_code] | mama2 | promo_code:mama2=MAMA2
fr [promo_code] | je ne sais pas |
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
ar | عندكم القفطان بالأزرق؟ | product:قفطان=caftans ; color:أزرق=blue
ar | بغيت الصاك الكحل | product:صاك=bags ; color:كحل=black
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
ar | كلموني على 01001234567 | phone:01001234567=+201001234567
en | ring me 07400 123456 | phone:07400 123456=+447400123456
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
fr | pas cher, moins de 250 dh | price_max:250 dh=25000
fr | rien de plus cher que 180 dh | price_max:180 dh=18000
fr | un foulard sans dépasser 120 dh | product:foulard=scarves ; price_max:120 dh=12000
fr | je ne veux pas mettre plus de 90 euros | price_max:90 euros=9000
fr | vous n'avez rien au-dessus de 600 dh ? | price_max:600 dh=60000
fr | au-dessus de 800 dh seulement | price_min:800 dh=80000
fr | vous n'avez pas moins de 150 dh ? | price_max:150 dh=15000
fr | pas moins de 400 dh svp | price_min:400 dh=40000
fr | j'ai 200 dh seulement | price_max:200 dh=20000
fr | jusqu'à 75€ | price_max:75€=7500
fr | 350 dh grand max | price_max:350 dh=35000
fr | 150 dh et plus | price_min:150 dh=15000
fr | moins de deux cents dirhams | price_max:deux cents dirhams=20000
fr | < 90 dh | price_max:90 dh=9000
fr | mon budget pour les rideaux est de 450 | price_max:450=45000
fr | la livraison est gratuite à partir de 500 dh ? |
fr | dommage, plus de 38 ! |
fr | de 36 à 40 | size:36=36 ; size:40=40
fr | le prix dépasse 300 dh |
fr | minimum 1000 unités |
fr | TAKE20 ne passe pas au paiement | promo_code:TAKE20=TAKE20
fr | ma cousine m'a donné SOLEIL-15, il est encore bon ? | promo_code:SOLEIL-15=SOLEIL-15
fr | bon de réduction : hiver2026 | promo_code:hiver2026=HIVER2026
fr | j'utilise printemps10 depuis hier | promo_code:printemps10=PRINTEMPS10 ; date:hier=2026-05-06
fr | mon code postal est 20000 |
fr | le code de suivi RX12345 | order_number:RX12345=RX12345
fr | VOUS AVEZ UN CODE PROMO POUR MOI ? |
fr | réf SKU123 |
fr | mon IPHONE15 est cassé |
fr | une robe verte claire | product:robe=dresses ; color:verte claire=green
fr | des rideaux gris perle | color:gris perle=grey
fr | un sac or rose | product:sac=bags ; color:or rose=gold
fr | un pull vert sauge | product:pull=sweaters ; color:vert sauge=green
fr | une crème pour les mains | product:crème=skincare
fr | un pull crème en M | product:pull=sweaters ; color:crème=cream ; size:M=M
fr | je paie par carte bleue |
fr | vous avez un numéro vert ? |
fr | je suis Mme Blanche |
fr | je m'appelle Violette |
fr | huile d'olive |
fr | ce jean taille petit ? | product:jean=jeans
fr | le 39 est trop grand, il me faut 38 | size:39=39 ; size:38=38
fr | je chausse du 43 | size:43=43
fr | mocassins homme 44 | product:mocassins=shoes ; size:44=44
fr | Bonjour, c'est M. Tazi |
fr | les petites villes aussi ? |
fr | m ou l ? | size:m=M ; size:l=L
fr | 50 foulards | quantity:50=50 ; product:foulards=scarves
fr | ajoutez 4 pour ma mère | quantity:4=4
fr | une douzaine de bougies | quantity:une douzaine=12 ; product:bougies=candles
fr | ça prend 2 semaines ? |
fr | j'ai appelé 3 fois |
fr | AB-20771 toujours pas reçu | order_number:AB-20771=AB-20771
fr | facture 88213 | order_number:88213=88213
fr | en 2026 vous livrez encore ? |
fr | livrez cet après-midi | date:cet après-midi=2026-05-07
fr | samedi 9 mai svp | date:samedi 9 mai=2026-05-09
fr | dans deux jours | date:dans deux jours=2026-05-09
fr | dans une semaine | date:dans une semaine=2026-05-14
fr | j'attends depuis 4 jours |
fr | ouvert 7/7 et 24/24 ? |
fr | je vous mets 9/10 |
fr | livrez le 9/10 | date:9/10=2026-10-09
fr | pendant les soldes |
fr | mon code est montré en entier |
fr | ne laissez pas traîner |
en | I don't want to spend more than 350 dh | price_max:350 dh=35000
en | nothing over $70 | price_max:$70=7000
en | no higher than 90 euros | price_max:90 euros=9000
en | I can't go beyond 500 MAD | price_max:500 MAD=50000
en | not less than 250 dh | price_min:250 dh=25000
en | do you have anything below 120 dh | price_max:120 dh=12000
en | 40 euros tops | price_max:40 euros=4000
en | AED 200 or less | price_max:AED 200=20000
en | my budget for the gift is 300 | price_max:300=30000
en | $100 and up | price_min:$100=10000
en | from 100 to 250 dh | price_min:100=10000 ; price_max:250 dh=25000
en | under fifty dollars | price_max:fifty dollars=5000
en | between 9 and 11 |
en | orders above 500 dh get a gift |
en | use GLOW25 please | promo_code:GLOW25=GLOW25
en | my voucher is spring30 | promo_code:spring30=SPRING30
en | the code doesn't work |
en | is this COVID19 safe |
en | my tracking code is ZX99 |
en | a dark green coat | color:dark green=green ; product:coat=coats
en | rose gold watch | color:rose gold=gold ; product:watch=watches
en | add the red Lina dress in 36 | color:red=red ; product:Lina dress=p-lina ; size:36=36
en | cream trousers | color:cream=cream ; product:trousers=trousers
en | face cream | product:face cream=skincare
en | black friday deals |
en | ask for Mr Brown |
en | money is tight |
en | please ring me back |
en | a silver ring | color:silver=silver ; product:ring=jewellery
en | 41 is too small | size:41=41
en | can I get one size up |
en | boots for men 44 | product:boots=boots ; size:44=44
en | I wear a 42 | size:42=42
en | a dozen mugs | quantity:a dozen=12 ; product:mugs=tableware
en | we need 15 of them | quantity:15=15
en | 500 things to do |
en | my name is Paris |
en | I live in Kuwait City | city:Kuwait City=kuwait_city
en | in two weeks | date:in two weeks=2026-05-21
en | this evening | date:this evening=2026-05-07
en | thursday 14 May | date:thursday 14 May=2026-05-14
en | open 24/7 |
en | QA-55120 never arrived | order_number:QA-55120=QA-55120
en | package 77120 | order_number:77120=77120
ar | لا أريد أن أدفع أكثر من 350 درهما | price_max:350 درهما=35000
ar | بسعر لا يتجاوز 200 درهم | price_max:200 درهم=20000
ar | من 100 إلى 250 درهم | price_min:100=10000 ; price_max:250 درهم=25000
ar | بدءا من 80 درهم | price_min:80 درهم=8000
ar | لا يقل عن 150 درهم | price_min:150 درهم=15000
ar | أقل من مئتي درهم | price_max:مئتي درهم=20000
ar | بأقل من 90 ريال | price_max:90 ريال=9000
ar | مابي اكثر من 120 ريال | price_max:120 ريال=12000
ar | ما يتعدى ١٥٠ ريال | price_max:١٥٠ ريال=15000
ar | ميعديش 300 جنيه | price_max:300 جنيه=30000
ar | مش اكتر من ٤٠٠ جنيه | price_max:٤٠٠ جنيه=40000
ar | من 200 ريال وفوق | price_min:200 ريال=20000
ar | من 50 لين 80 ريال | price_min:50=5000 ; price_max:80 ريال=8000
ar | معي 100 ريال بس | price_max:100 ريال=10000
ar | ماشي كتر من 180 درهم | price_max:180 درهم=18000
ar | ما بغيتش نفوت 260 درهم | price_max:260 درهم=26000
ar | عندي غير 150 درهم | price_max:150 درهم=15000
ar | ماعندكمش شي حاجة قل من 70 درهم؟ | price_max:70 درهم=7000
ar | التوصيل مجاني فوق 400 درهم؟ |
ar | تأخر أكثر من 5 أيام |
ar | مقاسي بين 38 و 40 | size:38=38 ; size:40=40
ar | قسيمة SAIF20 لا تعمل | promo_code:SAIF20=SAIF20
ar | جربت HANA15 وما نفعش | promo_code:HANA15=HANA15
ar | عطاوني كود سلمى20 | promo_code:سلمى20=سلمى20
ar | رمز التحقق ما وصلني |
ar | عباية رمادي غامق | product:عباية=abayas ; color:رمادي غامق=grey
ar | شال باللون النبيتي | product:شال=scarves ; color:نبيتي=burgundy
ar | فيه منه لون فستقي؟ | color:فستقي=green
ar | سبرديلة حمرة مغلوقة | product:سبرديلة=sneakers ; color:حمرة مغلوقة=red
ar | عروض الجمعة البيضاء |
ar | عندي مشكل فالموقع |
ar | حنا ساكنين بعيد |
ar | بغيت الحنا للشعر | product:حنا=haircare
ar | خدامين 24 ساعة؟ |
ar | ساعة نسائية ذهبية | product:ساعة نسائية=watches ; color:ذهبية=gold
ar | نعال رجالي 43 | product:نعال=sandals ; size:43=43
ar | بدلو ليا M ب L | size:M=M ; size:L=L
ar | المقاس 40 ضيق، ابي 42 | size:40=40 ; size:42=42
ar | كنلبس 41 | size:41=41
ar | كم وزن 45 كيلو |
ar | ابي 3 عبايات و2 شيلات | quantity:3=3 ; product:عبايات=abayas ; quantity:2=2 ; product:شيلات=scarves
ar | عاوزة تلاتة بس | quantity:تلاتة=3
ar | محتاجين 6 صواني | quantity:6=6 ; product:صواني=tableware
ar | ضيفوا ثنتين للطلب | quantity:ثنتين=2
ar | شحنتي 77120 وينها | order_number:77120=77120
ar | الطرد رقم ٨٨٢١٣ | order_number:٨٨٢١٣=88213
ar | الباكية ديالي 20771 | order_number:20771=20771
ar | توصلون الدمام؟ | city:الدمام=dammam
ar | عندي رياض فيه 5 غرف |
ar | أنا من اسكندرية | city:اسكندرية=alexandria
ar | باجر العصر | date:باجر=2026-05-08
ar | هاد العشية | date:هاد العشية=2026-05-07
ar | يوم الأحد القادم | date:يوم الأحد القادم=2026-05-10
ar | بعد ثلاثة أيام | date:بعد ثلاثة أيام=2026-05-10
ar | كنتسنى هادي 3 ايام |
ar | رقمي +965 5000 1234 | phone:+965 5000 1234=+96550001234
ar | إيميلي noura@example.com | email:noura@example.com=noura@example.com
ar | 9el men 150dh 3afak | price_max:150dh=15000
ar | b a9al mn 80 dh | price_max:80 dh=8000
ar | machi kter men 220 dh | price_max:220 dh=22000
ar | mabghitch nfout 300 dh | price_max:300 dh=30000
ar | ma ikounch ktar mn 90 dh | price_max:90 dh=9000
ar | mayt3eddach 400 dh | price_max:400 dh=40000
ar | mn 200 l 350 dh | price_min:200=20000 ; price_max:350 dh=35000
ar | mn 100 dh w lfo9 | price_min:100 dh=10000
ar | 3ndi ghir 120 dh | price_max:120 dh=12000
ar | a2al men 300 geneh | price_max:300 geneh=30000
ar | mitin dirham max | price_max:mitin dirham=20000
ar | t3ettel kter mn 3 iyam |
ar | derti NADIA15 w makhdamch | promo_code:NADIA15=NADIA15
ar | wach kayn chi code promo 3la zrabi | product:zrabi=rugs
ar | code dyali howa rbi320 | promo_code:rbi320=RBI320
ar | djellaba khedra ghame9a | product:djellaba=djellabas ; color:khedra ghame9a=green
ar | sac zr9 fati7 | product:sac=bags ; color:zr9 fati7=blue
ar | had lila | date:had lila=2026-05-07
ar | red liya lflous |
ar | red lina lflous |
ar | bghit lkhadra f 38 | color:khadra=green ; size:38=38
ar | sandala d rjal 42 | product:sandala=sandals ; size:42=42
ar | kanlbes 40 | size:40=40
ar | f l wa9t |
ar | bghina 6 kisan | quantity:6=6 ; product:kisan=tableware
ar | 3ayza etneen | quantity:etneen=2
ar | ana f ljdida | city:ljdida=el_jadida
ar | sel3a jdida |
ar | nhar sebt jay | date:nhar sebt jay=2026-05-09
ar | ghodwa f sousse | date:ghodwa=2026-05-08 ; city:sousse=sousse
ar | jani lbare7 | date:lbare7=2026-05-06
fr | annulez la 7731 svp | order_number:7731=7731
fr | commande K7731 | order_number:K7731=K7731
fr | je suis chez Orange |
fr | j'ai habité 10 ans au 77310 Melun |
en | any update on 66120? | order_number:66120=66120
en | wait for the green light |
en | babouches eu 42 | product:babouches=babouches ; size:42=42
en | swap 38 to 40 please | size:38=38 ; size:40=40
ar | بخصوص 66120 | order_number:66120=66120
ar | لا يتجاوز سعره 180 درهم | price_max:180 درهم=18000
ar | 220 درهم على الأقل | price_min:220 درهم=22000
ar | معنديش غير 150 جنيه | price_max:150 جنيه=15000
ar | قلبك ابيض |
ar | فستان أزرق ملكي | product:فستان=dresses ; color:أزرق ملكي=blue
ar | ل5 يوليوز | date:5 يوليوز=2026-07-05
ar | خمسة ديال الفوطات | quantity:خمسة=5 ; product:فوطات=towels
ar | mn 150 tal 300 dh | price_min:150=15000 ; price_max:300 dh=30000
ar | setta d lkisan | quantity:setta=6 ; product:kisan=tableware
ar | وزني 52 ونلبس S | size:S=S
fr | vous livrez les 58 wilayas ? |
ar | بغيت سبرديلة أخرى مقاس 37 | product:سبرديلة=sneakers ; size:37=37
`;
