object 386f99935d6641840ede8617e5c780db724f81b0
type commit
tag published/2026-04-15
tagger Rosa Ito <rosa.ito@example.org> 1776247200 +0000

Publish
-----BEGIN PGP SIGNATURE-----

iHUEABYIAB0WIQQl5UnEYBF2Lqu/B7BbJ1qhzwm3BwUCawznCwAKCRBbJ1qhzwm3
B/quAP9Gx6/s2qneyTiOiHUpU3Bu/03j/RAb1LeVowgzxf+YOwD/akXzckdGWdsg
ehYYeRDPAdkrU6hn7GXsnVYiyQ4bPwM=
=e2A8
-----END PGP SIGNATURE-----
