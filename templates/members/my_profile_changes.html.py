BBBBBBB BBBBBBBBBBBBBBBBBBB
BBBBB BBBBB
   gettext(u'Changes of public profiles') 
BBBBBBBB BBBBB
BBBBB BBBBBBB
  BBBBBBBBBB BBBBBBB BBBBBB
    BB BBBBBBBBBBBBBBBB
      XXXX XXXXXXXXXXXXXXXXXX
           XXXXXXXXXXXXX
           XXXXXXXXXXXX gettext(u'Changes of public profiles') X
           XXXXXXXXXXXXX
        XXXXXXX
          XXXXXXXX XXXXXXXXXXXXXXXX gettext(u'Changes of public profiles') XXXXXXXXXX
          XXXXXXX
            XXXX
              XXX XXXXXXXXXXXX gettext(u'Organisation') XXXXX
              XXX XXXXXXXXXXXX gettext(u'Fields') XXXXX
              XXX XXXXXXXXXXXX gettext(u'Proposed on') XXXXX
            XXXXX
          XXXXXXXX
          XXXXXXX
            BBB BBBBBBB BB BBBB
              XXXX
                XXX XXXXXXXXXXXX
                  XX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBXXXXXX
                XXXXX
                XXXXFFFFFFXXXXX
                XXXXFFFFFFF F FF FFFFXXXXX
              XXXXX
            BBBBBB
          XXXXXXXX
        XXXXXXXX
      XXXXXX
      BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBB
    BBBB
       _("No profile waits for approval.") 
    BBBBB
  BBBBBBBBBBBBB BBBBBBB
BBBBBBBB BBBBBBB
