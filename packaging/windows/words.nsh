; words.nsh - what the installer says, in the two languages of the program. What
; stands on its buttons and plain pages is NSIS's own.

LangString programName ${LANG_ENGLISH} "Motbilde"
LangString programName ${LANG_NORWEGIAN} "Motbilde"
LangString programWhat ${LANG_ENGLISH} "The program and its command line."
LangString programWhat ${LANG_NORWEGIAN} "Programmet og kommandolinjen til det."

LangString casesName ${LANG_ENGLISH} "Open cases by double click"
LangString casesName ${LANG_NORWEGIAN} "Åpne saker med dobbeltklikk"
LangString casesWhat ${LANG_ENGLISH} "Files that end in .motbilde are opened by this program."
LangString casesWhat ${LANG_NORWEGIAN} "Filer som slutter på .motbilde, åpnes av dette programmet."

LangString pathName ${LANG_ENGLISH} "motbilde-cli in every terminal"
LangString pathName ${LANG_NORWEGIAN} "motbilde-cli i alle terminaler"
LangString pathWhat ${LANG_ENGLISH} "Adds the program's folder to your PATH."
LangString pathWhat ${LANG_NORWEGIAN} "Legger mappen til programmet inn i din PATH."

LangString shortcutWhat ${LANG_ENGLISH} "Show that a picture comes from another picture"
LangString shortcutWhat ${LANG_NORWEGIAN} "Vis at et bilde kommer fra et annet bilde"
LangString caseType ${LANG_ENGLISH} "Motbilde case"
LangString caseType ${LANG_NORWEGIAN} "Motbilde-sak"

LangString tooOld ${LANG_ENGLISH} "Motbilde needs Windows 10 or newer. Nothing was installed."
LangString tooOld ${LANG_NORWEGIAN} "Motbilde trenger Windows 10 eller nyere. Ingenting ble installert."

LangString running ${LANG_ENGLISH} "Motbilde is running. Save your case, close the window, and choose Retry.$\n$\nWith Cancel, everything stays as it is."
LangString running ${LANG_NORWEGIAN} "Motbilde kjører. Lagre saken, lukk vinduet og velg Prøv igjen.$\n$\nMed Avbryt blir alt som det er."

LangString cantWrite ${LANG_ENGLISH} "Nothing can be written into this folder:$\n$INSTDIR$\n$\nChoose one of your own. The one that was proposed needs no administrator."
LangString cantWrite ${LANG_NORWEGIAN} "Det går ikke an å skrive i denne mappen:$\n$INSTDIR$\n$\nVelg en av dine egne. Den som ble foreslått, trenger ingen administrator."

LangString pathTooLong ${LANG_ENGLISH} "Your PATH is too long to add to it safely, so it stays as it is. motbilde-cli lies in $INSTDIR."
LangString pathTooLong ${LANG_NORWEGIAN} "Din PATH er for lang til at noe trygt kan legges til, så den blir som den er. motbilde-cli ligger i $INSTDIR."

LangString finishTitle ${LANG_ENGLISH} "Motbilde is installed"
LangString finishTitle ${LANG_NORWEGIAN} "Motbilde er installert"
LangString finishText ${LANG_ENGLISH} "You find it in the Start menu. It works without the internet, and never calls anybody."
LangString finishText ${LANG_NORWEGIAN} "Du finner det i Start-menyen. Det virker uten internett og ringer aldri til noen."
LangString finishRun ${LANG_ENGLISH} "Start Motbilde"
LangString finishRun ${LANG_NORWEGIAN} "Start Motbilde"

LangString confirmText ${LANG_ENGLISH} "The program is taken away from this computer. Your cases and preferences stay."
LangString confirmText ${LANG_NORWEGIAN} "Programmet tas bort fra denne maskinen. Sakene og innstillingene dine blir."
LangString leftOver ${LANG_ENGLISH} "Motbilde is gone. In its folder lies something that it did not bring, which was left alone:$\n$INSTDIR"
LangString leftOver ${LANG_NORWEGIAN} "Motbilde er borte. I mappen ligger det noe som programmet ikke kom med, og som fikk ligge:$\n$INSTDIR"
