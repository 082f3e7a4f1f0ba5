; motbilde.nsi - the installer for Windows: for one user, without an
; administrator. scripts/release/windows.sh calls makensis with
;
;   VERSION   0.1.0          NUMBERS   0.1.0.0
;   STAGE     the folder that holds exactly what is installed
;   ICONS     the folder of motbilde.ico
;   OUT       the installer to write
;   SIGN      a command that signs the file named after it; only where asked for
;
;   setup.exe /S [/PATH] [/NOCASES] [/D=C:\folder]    silent; /D= comes last
;   uninstall.exe /S
;
; It ends with 0, with 2 where Windows is too old or the folder can't be
; written, with 3 where Motbilde is running.

Unicode true
Target amd64-unicode
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 32
; What was built carries the commit's time already.
SetDateSave on
CRCCheck on
AllowSkipFiles off
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
BrandingText " "
Name "Motbilde"
Caption "Motbilde ${VERSION}"
OutFile "${OUT}"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"'
!endif

Var earlier ; the folder of an earlier version, where it is another

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Motbilde"
!define CLASS "Motbilde.Case"
!define ENDING ".motbilde"
!define MIMETYPE "application/x-motbilde-case"

InstallDir "$LOCALAPPDATA\Programs\Motbilde"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include Sections.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include WinMessages.nsh

!define MUI_ICON "${ICONS}/motbilde.ico"
!define MUI_UNICON "${ICONS}/motbilde.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_SMALLDESC
!insertmacro MUI_PAGE_COMPONENTS
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE directoryChosen
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "$(finishTitle)"
!define MUI_FINISHPAGE_TEXT "$(finishText)"
!define MUI_FINISHPAGE_RUN "$INSTDIR\motbilde.exe"
!define MUI_FINISHPAGE_RUN_TEXT "$(finishRun)"
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(confirmText)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

; The first is for everybody whose language is neither.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Norwegian"
!include words.nsh

!macro versionIn LANGUAGE
  VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "Motbilde"
  VIAddVersionKey /LANG=${LANGUAGE} "CompanyName" "Motbilde"
  VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "Motbilde ${VERSION} setup"
  VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "Apache License 2.0"
!macroend
VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
!insertmacro versionIn ${LANG_ENGLISH}
!insertmacro versionIn ${LANG_NORWEGIAN}

; free stops where a program of a folder runs: Windows lets nobody write to it.
; To ask whether the error flag is set takes it down, so that $1 keeps it.
!macro tryFile FOLDER NAME
  ${If} ${FileExists} "${FOLDER}\${NAME}"
    ClearErrors
    FileOpen $0 "${FOLDER}\${NAME}" a
    ${If} ${Errors}
      StrCpy $1 "in use"
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
!macroend
!macro freeFunction UN
Function ${UN}free
  again:
  StrCpy $1 ""
  !insertmacro tryFile "$INSTDIR" "motbilde.exe"
  !insertmacro tryFile "$INSTDIR" "motbilde-cli.exe"
  ${If} $earlier != ""
    !insertmacro tryFile "$earlier" "motbilde.exe"
    !insertmacro tryFile "$earlier" "motbilde-cli.exe"
  ${EndIf}
  ${If} $1 != ""
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(running)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd
!macroend
!insertmacro freeFunction ""
!insertmacro freeFunction "un."

; takeFiles takes away what was installed into a folder, and nothing else.
!macro takeFiles FOLDER
  Delete "${FOLDER}\motbilde.exe"
  Delete "${FOLDER}\motbilde-cli.exe"
  Delete "${FOLDER}\LICENSE.txt"
  Delete "${FOLDER}\LICENCES.txt"
  Delete "${FOLDER}\uninstall.exe"
  RMDir "${FOLDER}"
!macroend

; tellShell makes the Explorer look at the associations again.
!macro tellShell
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

; takeCases gives .motbilde back where it is this program's.
!macro takeCases
  ReadRegStr $0 HKCU "Software\Classes\${ENDING}" ""
  ${If} $0 == "${CLASS}"
    DeleteRegValue HKCU "Software\Classes\${ENDING}" ""
    DeleteRegValue HKCU "Software\Classes\${ENDING}" "Content Type"
  ${EndIf}
  DeleteRegValue HKCU "Software\Classes\${ENDING}\OpenWithProgids" "${CLASS}"
  DeleteRegKey /ifempty HKCU "Software\Classes\${ENDING}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "Software\Classes\${ENDING}"
  DeleteRegKey HKCU "Software\Classes\${CLASS}"
  !insertmacro tellShell
!macroend

; readPath reads the user's PATH into $0 and its type into $1 (1 plain, 2 with
; variables), and into $3 whether that failed: also where it would not fit into
; a string of NSIS with a folder more, as what was cut off would be lost.
!macro readPath FOLDER
  StrCpy $0 ""
  StrCpy $1 2
  StrCpy $2 0
  System::Call 'advapi32::RegGetValueW(p 0x80000001, w "Environment", w "Path", i 0x10000006, *i .r1, p 0, *i .r2) i.r3'
  ${If} $3 = 2 ; there is none
    StrCpy $3 0
  ${ElseIf} $3 = 0
    IntOp $2 $2 / 2
    StrLen $4 "${FOLDER}"
    IntOp $2 $2 + $4
    ${If} $2 > 1000
      StrCpy $3 1
    ${Else}
      ReadRegStr $0 HKCU "Environment" "Path"
    ${EndIf}
  ${EndIf}
!macroend

!macro writePath
  ${If} $0 == ""
    DeleteRegValue HKCU "Environment" "Path"
  ${ElseIf} $1 = 1
    WriteRegStr HKCU "Environment" "Path" "$0"
  ${Else}
    WriteRegExpandStr HKCU "Environment" "Path" "$0"
  ${EndIf}
  SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=2000
!macroend

; takePath takes the folder out of the user's PATH that the installer put there.
!macro takePath
  ReadRegStr $5 HKCU "${UNINSTALL}" "OnPath"
  ${If} $5 != ""
    !insertmacro readPath "$5"
    ${If} $3 = 0
      ${WordReplace} ";$0;" ";$5;" ";" "+" $0
      ; Off with the two that were put around it.
      StrCpy $2 $0 1
      ${If} $2 == ";"
        StrCpy $0 $0 "" 1
      ${EndIf}
      StrCpy $2 $0 1 -1
      ${If} $2 == ";"
        StrCpy $0 $0 -1
      ${EndIf}
      !insertmacro writePath
    ${EndIf}
    DeleteRegValue HKCU "${UNINSTALL}" "OnPath"
  ${EndIf}
!macroend

Section "$(programName)" program
  SectionIn RO
  Call free
  ${If} $earlier != ""
    !insertmacro takeFiles "$earlier"
  ${EndIf}
  SetOutPath "$INSTDIR"
  SetOverwrite on
  File "${STAGE}/motbilde.exe"
  File "${STAGE}/motbilde-cli.exe"
  File "${STAGE}/LICENSE.txt"
  File "${STAGE}/LICENCES.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Motbilde.lnk" "$INSTDIR\motbilde.exe" "" "$INSTDIR\motbilde.exe" 0 SW_SHOWNORMAL "" "$(shortcutWhat)"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Motbilde"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\motbilde.exe,0"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Motbilde"
  WriteRegStr HKCU "${UNINSTALL}" "URLInfoAbout" "https://github.com/motbilde/motbilde"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  SectionGetSize ${program} $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

Section "$(casesName)" cases
  WriteRegStr HKCU "Software\Classes\${CLASS}" "" "$(caseType)"
  WriteRegStr HKCU "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\motbilde.exe,1"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\motbilde.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\${ENDING}" "" "${CLASS}"
  WriteRegStr HKCU "Software\Classes\${ENDING}" "Content Type" "${MIMETYPE}"
  WriteRegNone HKCU "Software\Classes\${ENDING}\OpenWithProgids" "${CLASS}"
  !insertmacro tellShell
SectionEnd

Section /o "$(pathName)" path
  ReadRegStr $0 HKCU "${UNINSTALL}" "OnPath"
  ${If} $0 != $INSTDIR
    !insertmacro takePath
    !insertmacro readPath "$INSTDIR"
    ${If} $3 <> 0
      DetailPrint "$(pathTooLong)"
      MessageBox MB_OK|MB_ICONINFORMATION "$(pathTooLong)" /SD IDOK
    ${Else}
      ${If} $0 == ""
        StrCpy $0 "$INSTDIR"
      ${Else}
        StrCpy $0 "$0;$INSTDIR"
      ${EndIf}
      !insertmacro writePath
      WriteRegStr HKCU "${UNINSTALL}" "OnPath" "$INSTDIR"
    ${EndIf}
  ${EndIf}
SectionEnd

; What an earlier time chose and this one does not is taken back.
Section "-unchosen"
  ${IfNot} ${SectionIsSelected} ${cases}
    !insertmacro takeCases
  ${EndIf}
  ${IfNot} ${SectionIsSelected} ${path}
    !insertmacro takePath
  ${EndIf}
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${program} "$(programWhat)"
  !insertmacro MUI_DESCRIPTION_TEXT ${cases} "$(casesWhat)"
  !insertmacro MUI_DESCRIPTION_TEXT ${path} "$(pathWhat)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

; writable puts a word into $1 where nothing can be written into the folder.
; What it has to make to find out, it takes away again.
Function writable
  StrCpy $1 ""
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\*.*"
    GetTempFileName $0 "$INSTDIR"
    ${If} ${Errors}
      StrCpy $1 "closed"
    ${Else}
      Delete $0
    ${EndIf}
  ${Else}
    CreateDirectory "$INSTDIR"
    ${If} ${Errors}
      StrCpy $1 "closed"
    ${Else}
      RMDir "$INSTDIR"
    ${EndIf}
  ${EndIf}
FunctionEnd

; findEarlier says where an earlier version lies, if that is another folder.
Function findEarlier
  ReadRegStr $earlier HKCU "${UNINSTALL}" "InstallLocation"
  ${If} $earlier == $INSTDIR
  ${OrIfNot} ${FileExists} "$earlier\uninstall.exe"
    StrCpy $earlier ""
  ${EndIf}
FunctionEnd

Function directoryChosen
  Call findEarlier
  Call writable
  ${If} $1 != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(cantWrite)"
    Abort
  ${EndIf}
  Call free
FunctionEnd

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(tooOld)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ; An upgrade goes on with what was chosen before.
  ReadRegStr $0 HKCU "${UNINSTALL}" "DisplayVersion"
  ${If} $0 != ""
    ReadRegStr $0 HKCU "Software\Classes\${ENDING}" ""
    ${If} $0 != "${CLASS}"
      !insertmacro UnselectSection ${cases}
    ${EndIf}
    ReadRegStr $0 HKCU "${UNINSTALL}" "OnPath"
    ${If} $0 != ""
      !insertmacro SelectSection ${path}
    ${EndIf}
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/PATH" $1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${path}
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/NOCASES" $1
  ${IfNot} ${Errors}
    !insertmacro UnselectSection ${cases}
  ${EndIf}
  ${If} ${Silent}
    Call findEarlier
    Call writable
    ${If} $1 != ""
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

Section "Uninstall"
  Call un.free
  !insertmacro takeCases
  !insertmacro takePath
  Delete "$SMPROGRAMS\Motbilde.lnk"
  SetOutPath "$TEMP"
  !insertmacro takeFiles "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL}"
  ${If} ${FileExists} "$INSTDIR\*.*"
    MessageBox MB_OK|MB_ICONINFORMATION "$(leftOver)" /SD IDOK
  ${EndIf}
SectionEnd
