BBBBBBB BBBBBBBBBBBBBBBBBBB

BBBBB BBBBB gettext(u'Partners') BBBBBBBB

BBBBB BBBB
  XXX gettext(u'Offices, firms, associations, schools and others that work together for jobs in the county.') XXXX
BBBBBBBB BBBB

BBBBB BBBBBBB
  BBBBBBBBBB BBBBBBB BBBBBB
    XXX XXXXXXXXXXXXXXXXXXXXX
       ngettext(u'%(number)s partner', u'%(number)s partners', count) 
        SSSSSSSSSS SSSSSSS
      
        PPPPPPPPPP PPPPPPPP
      
    XXXXX
    BB BBBBBBBBBBBBBBBB
      XXX XXXXXXXXXXX XXXXXXX
        BBB BBBBBBB BB BBBB
          XXX XXXXXXXXXXXXX
            XXXXXX XXXXXXXXXXXXXXXXX
            XXXXXXX
            XX XXXXXXXXXXXXXXXX
              BBBBBBB BBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB
              XXXXXXBB BBBBBBBBBBBBBBBBBBB gettext(u'the whole county') BBBBBXXXXXXX
            XXXX
          XXXXX
        BBBBBB
      XXXXX
      BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBB
    BBBB
       gettext(u'No partner fits these filters') 
       gettext(u'Take a filter away or look for other words.') 
      BBBBBBB BBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBB BBBBBBBBBBB BBBB
    BBBBB
  BBBBBBBBBBBBB BBBBBBB
BBBBBBBB BBBBBBB
