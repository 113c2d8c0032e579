// Passwords that guessers try first, of the eight characters or more that a password here needs, in lower case.
// Number runs, keyboard runs, Chinese love numbers and pinyin, names with digits, and the words of this site.
// One character repeated is refused by rule in password.ts and need not be listed.

export const commonPasswords: ReadonlySet<string> = new Set(
	`
12345678 123456789 1234567890 12345678910 123456789a 123456789q 0123456789 01234567 012345678 87654321 987654321
9876543210 0987654321 1234567891 11223344 1122334455 112233445566 12341234 123412345 123123123 123123123a 321321321
12121212 13131313 1313131313 10101010 1010101010 20202020 23232323 69696969 78787878 88889999 66668888 66666688
88886666 88888866 77778888 99998888 11112222 11111112 22223333 00001111 01010101 12344321 123454321 1234554321
123321123 1233211234567 123321123321 147258369 147852369 159357159 159753159 258369147 741852963 789456123 963852741
123654789 987456321 456123789 14725836 15975328 31415926 3141592653 314159265 27182818 16888888 18888888 12345679
19841984 19851985 19861986 19871987 19881988 19891989 19901990 19911991 19921992 19931993 19941994 19951995 19961996
19971997 19981998 19991999 20002000 20012001 20082008 20102010 20202021 20232023 20242024 20252025 20262026
5201314520 52013145 520131452 5201314a 5201314520a 1314520520 13145201314 13141314 1314520a 520520520 52052052
woaini123 woaini520 woaini521 woaini1314 woaini5201314 woaini123456 woaini00 woaini11 woaiwojia woaiwoziji woshishui
woshiwoa woshinidie woshini8 wobuzhidao wojiushiwo wodemima wodemima123 wodeshijie nishizhu nihao123 nihao1234
nihaoma123 nihaonihao 5845201314 584131421 7758521a 77585210 77585217758521 7758258a 77582587758258 1234qwer 123qweasd
123qweasdzxc qwe123456 qwer1234 qwer12345 qwert123 qwert12345 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwertyui
qwertyuiop qwertyuiop123 asdfghjk asdfghjkl asdfghjkl123 asdf1234 asdfasdf asdasdasd asd123456 asd123123 zxcvbnm1
zxcvbnm123 zxcvbnm123456 zxc123456 zxcasdqwe qazwsxedc qazwsx123 qazwsxedcrfv 1qaz2wsx 1qaz2wsx3edc 1q2w3e4r
1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 1qazxsw2 zaq12wsx zaq1zaq1 2wsx3edc qweasdzxc qweqweqwe qwe123qwe
1a2b3c4d a1b2c3d4 a1b2c3d4e5 abc12345 abc123456 abc123456789 abcd1234 abcd12345 abcd123456 abcdefgh abcdefghi
abcdefghij abcabcabc aabbccdd aaa111222 a1234567 a12345678 a123456789 a1234567890 a123123123 aa123456 aa12345678
aa123456789 aaa123456 aaaa1111 as123456 as12345678 ab123456 az123456 q1234567 q12345678 q123456789 qq123456
qq12345678 qq123456789 qq5201314 w123456789 w12345678 s123456789 z123456789 z12345678 x123456789 l123456789
y123456789 c123456789 123456aa 123456ab 123456abc 123456qq 123456asd 123456qwe 123456zxc 1234567a 1234567q 12345678a
12345678q 12345qwert 1234abcd 12345abc 123abc456 111111aa 111222333 111222tianya 000000aa 00000000a 11111111a
88888888a wang1234 wang12345 wang123456 zhang123 zhang123456 li123456 liu123456 chen1234 chen123456 yang1234
yang123456 zhao1234 zhao123456 huang123 huang123456 zhou1234 zhou123456 xiaoming xiaoming123 xiaowang zhangwei
zhangsan zhangsan123 lisi123456 wangwei123 liuyang123 chenchen wangjing tiantian xiaoxiao xiaoxiao123 baobao123
baobei123 baobei520 laopo520 laogong520 meimei123 dongdong tiancai123 xiongmao tianya123 caonima123 caonima1 wocaonima
nimabide mima1234 mima123456 mimamima mimashi123 wangluo123 zhongguo zhongguo1 zhongguo123 woaizhongguo beijing2008
beijing123 shanghai shanghai123 nanjing1 nanjing123 nanjing2025 nanjing2026 guangzhou shenzhen jiangsu123 daxue123
gongsi123 renshi123 xuesheng123 laoshi123 naojijiekou naojijiekou123 naoqiao123 naoqiao2026 ponspons pons1234
pons12345 pons2026 password passw0rd p@ssw0rd p@ssword password1 password12 password123 password1234 pass1234
pass12345 pass@123 pass@1234 passpass admin123 admin1234 admin12345 admin123456 admin888 admin@123 admin@1234
administrator root1234 root123456 test1234 test12345 test123456 testtest guest123 user1234 user12345 welcome1 welcome123
welcome@123 changeme changeme123 letmein1 letmein123 iloveyou iloveyou1 iloveyou123 iloveyou2 iloveyou520 iloveyou1314
loveyou123 ilovechina sunshine sunshine1 princess princess1 football football1 baseball basketball superman superman1
batman123 starwars pokemon1 dragon123 monkey123 michael1 jennifer jordan23 computer computer1 internet samsung1 samsung123
huawei123 huawei@123 xiaomi123 tencent1 alibaba1 trustno1 whatever master123 hello123 hello1234 helloworld access14
freedom1 secret123 shadow123 charlie1 liverpool chelsea1 arsenal1 mercedes corvette maverick goodluck happy123 lovelove
lucky888 success8 88488848 abcd@1234 abc@1234 abc@123456 qwer@1234 a123456! aa123456! 1qaz@wsx 1qaz!qaz 1q2w3e4r! !qaz2wsx
qwerty1! password! password1! p@ssw0rd1 p@ssw0rd123 zaq!2wsx
`
		.trim()
		.split(/\s+/)
);
