#compdef tracker
# tracker completion for zsh
_tracker() {
    local line mode= named=
    local -a lines values shown
    lines=("${(@f)$(command tracker __complete zsh "${(Q)PREFIX}" \
        "${(@Q)words[2,CURRENT-1]}" 2>/dev/null)}")
    mode=$lines[1]
    if [[ $mode != words ]]; then
        [[ $PREFIX == --*=* ]] && compset -P 1 '*='
        case $mode in
            files) _files; return ;;
            folders) _files -/; return ;;
        esac
        return 1
    fi
    for line in "${(@)lines[2,-1]}"; do
        values+=("${line%%$'\t'*}")
        shown+=("${line//$'\t'/  }")
        [[ $line == *$'\t'?* ]] && named=1
    done
    (( $#values )) || return 1
    compadd -U -V tracker ${named:+-l} -d shown -a values
}
if [[ $funcstack[1] == _tracker ]]; then
    _tracker "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _tracker tracker
fi
