"""How shells are spoken to: their completion scripts, and text quoted as they read it.

The scripts ask `tracker __complete SHELL …` and never evaluate what it answers. The answer's first
line says what follows: `words` (one candidate a line), or `files` or `folders` for the shell's own.
"""

from __future__ import annotations

from typing import Final, NamedTuple

BASH: Final = r"""# tracker completion for bash
_tracker() {
    local line mode=
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -n $mode ]]; then COMPREPLY+=("$line"); else mode=$line; fi
    done < <(command tracker __complete bash "$COMP_TYPE" "$COMP_WORDBREAKS" \
        "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    case $mode in
        files) compopt -o default 2>/dev/null ;;
        folders) compopt -o dirnames 2>/dev/null ;;
    esac
}
complete -o nosort -F _tracker tracker 2>/dev/null || complete -F _tracker tracker
"""

ZSH: Final = r"""#compdef tracker
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
    if [[ -n $named ]]; then
        compadd -U -V tracker -l -d shown -a values
    else
        compadd -U -V tracker -a values
    fi
}
if [[ $funcstack[1] == _tracker ]]; then
    _tracker "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _tracker tracker
fi
"""

FISH: Final = r"""# tracker completion for fish
function __tracker_complete
    set -l before (commandline -opc)
    set -l lines (command tracker __complete fish (commandline -ct) $before[2..-1] 2>/dev/null)
    switch "$lines[1]"
        case files
            __fish_complete_path (commandline -ct)
        case folders
            __fish_complete_directories (commandline -ct)
        case words
            test (count $lines) -gt 1; and printf '%s\n' $lines[2..-1]
    end
end
complete -c tracker -e
complete -c tracker -k -f -a '(__tracker_complete)'
"""

SCRIPTS: Final = {"bash": BASH, "zsh": ZSH, "fish": FISH}

_PLAIN: Final = frozenset("-_./:@%+,=")
_IN_DOUBLE: Final = frozenset('"$`\\')


class Word(NamedTuple):
    """A word of a command line: as typed, as meant, and the quote that is still open."""

    raw: str
    value: str
    quote: str


def words_of(line: str) -> list[Word]:
    """The words of a line as a shell cuts them; the last is where the cursor stands, maybe empty.

    Nothing is expanded.
    """
    words: list[Word] = []
    raw, value, quote, escaped = "", "", "", False
    for sign in line:
        if escaped:
            value += sign if quote != '"' or sign in _IN_DOUBLE else f"\\{sign}"
            escaped = False
        elif sign == "\\" and quote != "'":
            escaped = True
        elif quote:
            quote, value = ("", value) if sign == quote else (quote, value + sign)
        elif sign in "'\"":
            quote = sign
        elif sign.isspace():
            if raw:
                words.append(Word(raw, value, ""))
            raw, value = "", ""
            continue
        else:
            value += sign
        raw += sign
    return [*words, Word(raw, value, quote)]


def kept_by_bash(word: Word, breaks: str) -> int:
    """How many characters of a word's value stand before what Bash replaces with a candidate.

    Inside quotes it replaces what follows the opening one; outside, what follows the last of its
    break characters, and "@" is replaced along with what follows it.
    """
    if word.quote:
        return len(words_of(_before_quote(word.raw))[-1].value)
    kept = place = 0
    while place < len(word.raw):
        sign, step = word.raw[place], 1
        if sign == "\\":
            step = 2
        elif sign in "'\"":
            closing = word.raw.find(sign, place + 1)
            step = closing - place + 1
        elif sign in breaks:
            upto = word.raw[: place if sign == "@" else place + 1]
            kept = len(words_of(upto)[-1].value)
        place += step
    return kept


def quoted_for_bash(text: str, quote: str) -> str:
    """A text written so that Bash reads it as it is, inside the quote that is open or outside."""
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote == '"':
        # A "!" is history even between double quotes, where a backslash before it would stay.
        signs = (f"\\{s}" if s in _IN_DOUBLE else "\"'!'\"" if s == "!" else s for s in text)
        return "".join(signs)
    return "".join(s if s.isalnum() or s in _PLAIN else f"\\{s}" for s in text)


def _before_quote(raw: str) -> str:
    """What stands before the quote that a raw word leaves open."""
    return next(
        raw[:place]
        for place in range(len(raw))
        if words_of(raw[: place + 1])[-1].quote and words_of(raw[place:])[-1].quote == raw[place]
    )
