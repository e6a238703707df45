package draft

// elsewhere are crossings of other borders, and places whose names begin as those
// of this border do.
const elsewhere = "Nasib|Naseeb|Jaber|Ramtha|Masnaa|Jdeidet Yabous|Arida|Dabousiyeh|Jousieh|Bab al-Hawa|Cilvegözü|Bab al-Salama|Bab al-Salameh|Bab al-Salam|Öncüpınar|Jarablus|Jarabulus|Karkamış|" +
	"Tell Abyad|Tal Abyad|Akçakale|Ras al-Ain|Nusaybin|Kassab|Kasab|Quneitra|Trebil|Turaibil|Tarbil|Karameh|Al-Karama|Arar|Jumaima|Safwan|Abdali|Shalamcheh|Shalamja|Zurbatiyah|Zurbatia|Mehran|" +
	"Mandali|Munthiriya|Mundhiriya|Khosravi|Parwiz Khan|Bashmaq|Haji Omaran|Ibrahim Khalil|Habur|Sarzeri|Rafah|Allenby|Erez|" +
	"نصيب|جابر|الرمثا|المصنع|جديدة يابوس|العريضة|الدبوسية|جوسية|باب الهوى|باب السلامة|جرابلس|تل أبيض|رأس العين|كسب|الراعي|القنيطرة|طريبيل|الكرامة|عرعر|الجميمة|سفوان|العبدلي|الشلامجة|" +
	"زرباطية|مندلي|المنذرية|برويزخان|باشماخ|حاج عمران|إبراهيم الخليل|خابور|رفح|" +
	"Walid bin Talal|Walid Jumblatt|Walid al-Moallem|Walid al-Muallem|Rabia al-Adawiya|Prince Alwaleed|الوليد بن طلال|وليد المعلم|وليد جنبلاط|خالد بن الوليد"

// english are the words of English, and of what else is written in Latin letters.
var english = []entry{
	{post, "", "crossing|crossings|border crossing*|crossing point*|border post|border posts|border point*|border gate*|border station|border outlet*|outlet|outlets|port|ports|port of entry|checkpoint*|entry point*|points of entry|border passage|gate|gateway|pontoon bridge|the post|post|valico|poste frontiere|poste frontalier|poste|paso fronterizo|paso|frontera|sinir kapisi*|kapisi|kapi*|grenzubergang*|grenzposten|perbatasan|dergeh*|passage frontalier"},
	{frontier, "", "border|borders|frontier|grenze|confine|sinir*"},
	{place, "", "town|city|village|district|subdistrict|sub district|base|bases|garrison|airport|airbase|barracks|outpost|neighborhood|neighbourhood|countryside|desert|plain|road|highway|camp|hospital|university|province|market|station|dam|refinery|tribe|mayor|area|region|hills"},
	{northeast, "", "northeast*|north east*|hasakah|hasakeh|hassakeh|hasaka|semalka|simalka|rojava|kurdistan|suwaydiyah|rmeilan|rumeilan|rmelan"},
	{nearby, "", "near|nearby|outside|close to|around|next to|adjacent to|opposite|in the vicinity of|in"},
	{sided, "syria", "syrian side|side of syria|syria side|syrian part|inside syria|parte siriana|cote syrien|suriye tarafi*"},
	{sided, "iraq", "iraqi side|iraqi part|iraq side|side of iraq|inside iraq|parte irachena|cote irakien|irak tarafi*|kurdistan side"},
	{sided, "both", "both sides|two sides|both countries|two countries|on either side|dos paises"},
	{country, "syria", "syria|syrian|syrians|damascus|siria*|suriye*|syrie*"},
	{country, "iraq", "iraq|iraqi|iraqis|baghdad|kurdistan|anbar|nineveh|ninewa|irak*|erbil|duhok"},
	{toward, "iraq", "with syria|into syria|border with syria|and syria|to syria|from syria|frontier with syria"},
	{toward, "syria", "with iraq|into iraq|border with iraq|to iraq|from iraq|frontier with iraq"},
	{between, "", "iraq and syria|syria and iraq|iraqi and syrian|syrian and iraqi|between iraq|between syria|between the two countries|linking|links|connecting|connects|syria iraq|iraq syria|syrian iraqi|iraqi syrian|joint"},

	{party, "government", "border guards|border police|security forces|central government|authorities in the capital|government forces|the government|government troops|the army|army|regime|regime forces|the regime"},
	{party, "SY", "syrian government|syrian army|syrian arab army|saa|syrian forces|syrian troops|syrian regime|assad*|regime|syrian security forces|damascus|government in damascus|syrian soldiers|syrian authorities|syrian border guards|syrian customs|syrian officials|syrian government forces|syrian officers|syrian regular army|al assad|armee syrienne|syrian guards|syrian interior ministry|syrian ministry|syrian general authority"},
	{party, "syrian-transitional-government", "transitional government|interim government|syrian interim government|new syrian government|new syrian administration|hts|hayat tahrir al sham|new syrian authorities|syrian ministry of defense|syrian general security"},
	{party, "syrian-opposition", "rebel*|syrian opposition|opposition fighters|opposition forces|opposition|fsa|free syrian army|free army|new syrian army|maghawir*|syrian free army|insurgents|revolutionar*|anti assad*|moghaweir*|islamist units|opposition factions|armed opposition|nsya|nsa|mat|ribelli|rebeldes|rebelles|muhalif*"},
	{party, "islamic-state", "islamic state*|ISIS|ISIL|IS|daesh|daish|daash|isis militants|jihadists|jihadist|militant*|caliphate|islamic extremists|ISI|extremists"},
	{party, "al-nusra-front", "nusra*|al nusra*|jabhat al nusra|nosra|al nosra"},
	{party, "ypg", "ypg*|people's protection units|peoples protection units|kurdish militia*|pyd|syrian kurd*|popular protection units"},
	{party, "sdf", "sdf|syrian democratic forces|qsd|qasad|hsd"},
	{party, "al-sanadid", "sanadid|al sanadid*"},
	{party, "autonomous-administration", "autonomous administration|aanes|daanes|self administration|rojava administration|north and east syria"},
	{party, "kurdish-high-committee", "kurdish high committee|kurdish supreme committee|kurdish high council"},
	{party, "us-led-coalition", "us led coalition|u s led coalition|global coalition|international coalition|coalition forces|the coalition|global coalition forces"},
	{party, "us-forces", "us forces|u s forces|american forces|us troops|u s troops|americans|us military|us army|american troops|us marines|marines"},
	{party, "IQ", "iraqi government|iraqi army|iraqi forces|iraqi security forces|iraqi troops|isf|pmf|pmu|popular mobilization*|popular mobilisation*|hashd*|hashed*|iraqi border guards|iraqi border police|iraqi authorities|iraqi border ports*|federal government|federal forces|baghdad government|iraqi officials|iraqi military|iraqi police|counter terrorism service|iraqi customs|iraqi soldiers|iraqi infantry|iraqi brigade|iraqi border forces|border ports commission|border ports authority|al hashd|iraqi federal*|shia militias|shiite militias|iraq s government|iraqi government forces|iraqi border commission|federal iraqi*"},
	{party, "kurdistan-regional-government", "krg|kurdistan regional government|kurdistan region|iraqi kurdistan|kri|kdp|kurdistan democratic party|erbil"},
	{party, "peshmerga", "peshmerga*|pesh merga|peshmarga|iraqi kurdish forces"},
	{party, "kurds", "kurds|kurdish fighters|kurdish forces|kurdish troops|kurd forces|kurdish security forces"},
	{party, "pkk", "pkk|kurdistan workers party"},
	{party, "iraqi-tribal-forces", "tribal forces|tribal fighters|tribal mobilization|tribal mobilisation|tribesmen|sunni tribes|tribal gunmen|tribal militia*|tribes|sunni fighters"},
	{party, "iran-backed-militias", "iranian militia*|iran backed*|iranian backed*|iranian fighters|irgc|revolutionary guard*|iranian forces|iran aligned*|iranian allied*|kataib hezbollah|kata ib hezbollah|pro iranian*|pro iran*|iran affiliated*|tehran backed*|iranian affiliated*|zainabiyoun|fatemiyoun"},

	{take, "", "fall of|the fall|raised|hoist*|returned to|return to|arriv*|moved into|reached|swept|won|grabb*|snatch*|seiz* control|seiz* full control|regain* control|regain* full control|took full control|took complete control|have taken|seiz*|captur*|took control|takes control|taken control|taking control|take control|takeover|took over|take over|taken over|takes over|taking over|overran|overrun|retook|retak*|recaptur*|regain*|liberat*|fell to|fall* to|fell into|falls into|storm*|conquer*|established control|assumed control|assume control|won control|gain* control|were taken|was taken|has taken|have taken|clear*|entered the|secured|drove out|driven|ousted|expelled|prendono|preso il controllo|a repris|ont pris|tomaron|toma el control|ele gecir*|menguasai|merebut|control over|now control|reassert*|restor* control|re take|wrested|deployed at|deployed to|deployed in|deploy at|moved in|retaking|took the|takes the|took back|wins|rais* its flag|take charge|took charge"},
	{hold, "", "presence|flag|charge of|responsib*|ruled|command*|secure|secures|base|bases|still there|seen|hands|control|controls|controlled|controlling|in control of|in the hands of|in hands|rebel hands|held by|held|hold|holds|run by|runs|managed by|manages|administered by|operated by|under the control|under control|oversee*|belongs to|occupied|dominated|supervised by|supervision of|presence of|stationed|guarded by|remain* in|positions|handles|is in the|patrol*|control of|controllavano|under the authority|administration|maintain*|guarding|manned by"},
	{give, "", "hand over|handover|hand* over|handed|handing|hands the|hand the|handing the|surrender*|ceded|cedes|cede|turn* over|transfer* control|transferr*"},
	{leave, "", "withdrew|withdraw*|lost control|pulled out|abandon*|retreat*|fled|left the|loses|lost|losing|vacated|evacuat*|deserted|pull* out|pulled back|left its|left their|leaves the|leaving the"},
	{staffed, "", "border guard*|border police|customs|inspector*|officer*|staff|employees|border officials|passport*|commander|director of|head of the|general company|authority|directorate|commission|official*|administration of the"},

	{opened, "", "reopen*|re open*|re opening|opened|opens|opening|open the|to open|inaugurat*|resum*|restart*|reactivat*|rouvr*|rouvert|riapert*|reabr*|wiedereroffn*|restored|back in service|back to work|back in operation|back to normal|returned to work|put back|return to service|put into operation|membuka|acildi|reouver*"},
	{open, "", "receiv*|serves|used|use|available|accessible|main|traffic|only crossing|link*|route|return*|resum*|commut*|continu*|pass|open|is open|operational|functioning|functions|working|in operation|operates|operating|operate|flowing|active|in service|busy|busiest|is used|normal*|every day|per day|daily|allowed|allows|continue*|cross*|passes|passing|processed|handles|abierta|ouvert"},
	{closed, "", "lock*|cut off|paralyz*|disrupt*|interrupt*|wound down|barricad*|out of use|closed|closes|closing|closure|shut|shuts|shut down|shutting|shutdown|sealed|suspend*|halt*|close|block*|stopped|shuttered|ceased|ferm*|chius*|cerr*|geschlossen|schliess*|kapat*|menutup|sealing|out of service|lockdown"},
	{shut, "", "is closed|are closed|was closed|were closed|remains closed|remained closed|been closed|still closed|remain closed|been shut|closed since|officially closed|stays closed|not open|not opened|not been opened|not operational|not working|no longer open|sigue cerrada|years of closure|was shut|is shut|had been closed|kept closed|inactive|remain shut|remains shut|not functioning"},
	{begins, "", "began|begins|begin|begun|started|starts|start"},
	{limited, "", "limited|restrict*|emergency cases|humanitarian cases|some categories|hours|certain|residency|special cases|one way|unofficial*|exclu*|temporar*|reduced"},
	{only, "", "only|partial*|in part|except|excepted|exception*|excluding|exclusively|restricted to|limited to|apart from|other than|save for|barring|but not"},
	{trial, "", "trial|trial basis|for a trial|test basis|experimental*|test run|pilot|on a trial"},
	{remains, "", "still|remains|remain|remained|continues|continued|remaining|currently|now|at present|today|has been|have been"},
	{began, "", "announc*|declar*|decid*|order*|confirm*|said|according"},
	{not, "", "not|never|no longer|nor|without|didnt|doesnt|dont|isnt|arent|hasnt|havent|hadnt|wasnt|werent|wont|cannot|refus*|non"},
	{notYet, "", "no date|no plan*|yet to|postpon*|delay*|put off|called off|cancel*|ruled out|failed to|fail to"},
	{denies, "", "denied|denies|deny|denying|dismiss*|refut*|reject*|untrue|false|baseless|rumors|rumours"},
	{plans, "", "will|shall|to be|would|plan|plans|planned|planning|soon|scheduled|set to|about to|prepar*|due to|intend*|in the coming|next week|next month|proposed|propos*|aims to|ready to|in less than|ahead of|going to|is to|are to|imminent*|on the verge|upcoming|next step|seek*|is being"},
	{expects, "", "expected|expects|expect|anticipated|hope*|likely|possible|may|could|should|estimated"},
	{fears, "", "fear*|worr*|concern* that|might fall|warn*"},
	{attack, "", "insurgen*|terror*|danger*|security|arrest*|detain*|violen*|armed|tanks|soldiers|jet|sniper*|operation|operations|destroyed|launched|hostil*|incident*|crisis|thrust|push|heavy|attack*|strike*|struck|airstrike*|air strike*|bomb*|shell*|rocket*|missile*|drone*|clash*|kill*|explo*|fight*|battle*|assault*|raid*|threat*|wounded|casualt*|mortar*|ied|suicide|gunm*|ambush*|target*|offensive*|blast*|warplane*|intercept*|hit|fire|fired|firing|militar* operation|advance*|reinforc*|troops|warn*|tension*|dead|died|victims|besieg*|fortif*|deployed|buildup|sleeper|infiltrat*|mines|kidnap*|weapons|towns of|town of|convoy of|jets|shot"},
	{moves, "", "shipped|shipping|sends|sent|send|transport*|deliver*|flow|flows|tourist*|migrant*|asylum|deport*|ferried|ferry|boat|boats|barge*|flee|fleeing|stream*|arriv*|journalist*|medicin*|supplies|food|cars|ambulance*|bodies|reach*|exit*|leave|leaving|brought|carry*|carri*|walk*|haul*|merchandise|products|cement|dates|flour|truck*|convoy*|refugee*|passenger*|travel*|cross*|return*|goods|export*|import*|tons|tonnes|buses|bus|pilgrim*|visitors|trade|aid|people|vehicles|lorr*|families|trailers|allow*|exit|enter*|tanker*|oil|crude|passports|displaced|families|shipment*|cargo|commerc*|loads|entered|entry|smuggl*|civilians|famil*|wounded|students|fuel|residents|traffic|workers|livestock|vegetables|wheat|drivers|transit|children|persons|individuals|citizens|movement"},
	{hinders, "", "tax*|duty|duties|search*|checks|insufficien*|shortage*|burn*|mined|unsafe|disput*|unable|stuck|strand*|stop*|bar|barred|turned back|turned away|lines|slow*|inspect*|need*|require*|cost*|abandoned|ruin*|facilit*|rubble|mainten*|install*|technical|logistic*|remov*|postpon*|loot*|embargo|base|garrison|put off|robb*|watchtower*|trench*|destroy*|destruct*|scanner*|electric*|rehabilit*|rebuil*|construct*|lack|lacks|delay*|restrict*|ban|banned|tariff*|fees|queue*|corrupt*|prevent*|prohib*|infrastruct*|flood*|collaps*|bridge|repair*|requir*|reconstruct*|not allowed|obstacl*|problem*|difficult*|impede*|hamper*|prerequisite*|conditions|refus*|equip*|complet*|work is|works|build*|renovat*|not ready|insecur*|patrols|bureaucra*|expan*|suspended|bribe*|pontoon|water level|out of order|maintenance|maintain*|wait*|confiscat*|next step"},
	{permits, "", "sanction*|ceremony|chair*|vow*|pledge*|assure*|ready|readiness|study|assess*|tour|tours|toured|bilateral|protocol|recogni*|legal*|visa*|regulat*|rules|inaugurat*|announc*|project|activat*|official visit|jurisdiction|federal|mechanism*|vote*|adopt*|renew*|extend*|extension|resolution*|council|approv*|authoriz*|authoris*|decision*|decree*|agree*|memorand*|visit*|delegat*|meeting*|met|discuss*|committee*|permi*|appoint*|licen*|mandate*|sign*|instruct*|cabinet|minist*|deal|veto*|negotiat*|talks|coordinat*|efforts|deliver*|UN|order*|exempt*|cross border|stress*|treaty|request*|call*|directive*|law|propos*|handed over|inspect*|plan to|unified|transfer"},

	{whom, "passengers", "passenger*|travell*|traveler*|visitors|pilgrim*|pedestrian*|people|families|citizens|individuals"},
	{whom, "commercial", "truck*|lorr*|goods|commerc*|trade|export*|import*|cargo|shipment*|tons|tonnes|trailers"},
	{whom, "humanitarian", "humanitarian|human assistance|assistance|aid|relief|medical"},
	{whom, "returnees", "returnees|returning refugees|returned refugees|repatriat*"},
	{whom, "fuel", "oil|crude|fuel|tanker*|gas|petrol*|naphtha"},
	{whom, "transit", "transit"},
	{whom, "military", "military convoy*|military vehicles"},
	{way, "iq-to-sy", "into syria|from iraq|to syria|enter syria|entering syria|syrian territor*|enter* syria|towards syria"},
	{way, "sy-to-iq", "into iraq|from syria|to iraq|enter iraq|entering iraq|iraqi territor*|towards iraq"},
	{by, "", "by"},
	{from, "", "from|out of|against|of"},
}
