# tracker completion for fish
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
