BBBBBBB BBBBBBBBBBBBBBBBBBB
BBBBB BBBBB
   gettext(u'Requests to join') 
BBBBBBBB BBBBB
BBBBB BBBBBBB
  BBBBBBBBBB BBBBBBB BBBBBB
    BB BBBBBBBBBBBBBBBB
      XXXX XXXXXXXXXXXXXXXXXX
           XXXXXXXXXXXXX
           XXXXXXXXXXXX gettext(u'Requests to join') X
           XXXXXXXXXXXXX
        XXXXXXX
          XXXXXXXX XXXXXXXXXXXXXXXX gettext(u'Requests to join') XXXXXXXXXX
          XXXXXXX
            XXXX
              XXX XXXXXXXXXXXX gettext(u'Person') XXXXX
              XXX XXXXXXXXXXXX gettext(u'Organisation') XXXXX
              XXX XXXXXXXXXXXX gettext(u'Function') XXXXX
              XXX XXXXXXXXXXXX gettext(u'Asked on') XXXXX
              XXX XXXXXXXXXXXX gettext(u'Status') XXXXX
            XXXXX
          XXXXXXXX
          XXXXXXX
            BBB BBBB BB BBBB
              XXXX
                XXX XXXXXXXXXXXX
                  XX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBXXXXXX
                XXXXX
                XXXXXXXXX
                XXXXXXXXX
                XXXXFFFFFFF F FFXXXXX
                XXXXBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBXXXXX
              XXXXX
            BBBBBB
          XXXXXXXX
        XXXXXXXX
      XXXXXX
      BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBB
    BBBB
       _("Nobody waits for an answer.") 
    BBBBB
  BBBBBBBBBBBBB BBBBBBB
BBBBBBBB BBBBBBB
