# tracker completion for bash
_tracker() {
    local line mode=
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -n $mode ]]; then COMPREPLY+=("$line"); else mode=$line; fi
    done < <(command tracker __complete bash "${COMP_TYPE-}" "$COMP_WORDBREAKS" \
        "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    case $mode in
        files) compopt -o default 2>/dev/null ;;
        folders) compopt -o dirnames 2>/dev/null ;;
    esac
}
complete -o nosort -F _tracker tracker 2>/dev/null || complete -F _tracker tracker
