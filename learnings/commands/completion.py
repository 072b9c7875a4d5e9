"""`learnings completion`: a script that completes commands, options and names in a shell."""

from __future__ import annotations

import argparse
import shlex
import sys

HELP = "Print a completion script for bash, zsh or fish."
DESCRIPTION = """\
Print a script that completes commands, options and the names of checks in a shell.

bash: put `eval "$(learnings completion bash)"` into ~/.bashrc
zsh:  put `eval "$(learnings completion zsh)"` into ~/.zshrc, after `compinit`
fish: run `learnings completion fish > ~/.config/fish/completions/learnings.fish`
"""
_BASH = """\
_learnings() {{
    local current="${{COMP_WORDS[COMP_CWORD]}}" command="${{COMP_WORDS[1]}}"
    local previous="${{COMP_WORDS[COMP_CWORD-1]}}"
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "{commands}" -- "$current"))
        return
    fi
    case "$command $previous" in
        "lint --select"|"lint --ignore"|"scan --select"|"explain explain")
            # Of a list with commas the last name is completed.
            local head=""
            case "$current" in *,*) head="${{current%,*}},"; current="${{current##*,}}" ;; esac
            COMPREPLY=($(compgen -P "$head" -W "{names}" -- "$current")); return ;;
{choices}
    esac
    case "$command" in
{options}
    esac
    COMPREPLY+=($(compgen -f -- "$current"))
}}
complete -o filenames -F _learnings learnings
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell it is for")


def run(args: argparse.Namespace) -> int:
    """Print the script; 0."""
    sys.stdout.write(_fish() if args.shell == "fish" else _bash(args.shell))
    return 0


def _options() -> dict[str, list[str]]:
    """The long options of each command."""
    from ..cli import COMMANDS, parser_of

    return {
        name: sorted(
            option
            for action in parser_of(name)._actions
            for option in action.option_strings
            if option.startswith("--")
        )
        for name in COMMANDS
    }


def _choices() -> dict[str, list[str]]:
    """The words that may follow an option, or a command itself, as `command previous`."""
    from ..cli import COMMANDS, parser_of

    found = {}
    for name in COMMANDS:
        for action in parser_of(name)._actions:
            for place in (action.option_strings or [name]) if action.choices else ():
                found[f"{name} {place}"] = [str(choice) for choice in action.choices or ()]
            if "--preset" in action.option_strings:
                found[f"{name} --preset"] = _presets()
    return found


def _presets() -> list[str]:
    from ..preset import Presets

    presets = Presets.load()
    # A colon parts words in bash: a domain is completed only where it is quoted.
    return [name for name in presets.names() if not presets.preset(name).abstract]


def _names() -> list[str]:
    from .. import registry
    from ..check import GROUPS

    return sorted({*registry.checks(), *GROUPS})


def _bash(shell: str) -> str:
    options = _options()
    cases = "\n".join(
        f'        {name}) COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$current")) ;;'
        for name, words in options.items()
    )
    script = _BASH.format(
        commands=" ".join(options),
        names=" ".join(_names()),
        choices="\n".join(
            f'        "{place}")\n            '
            f'COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$current")); return ;;'
            for place, words in _choices().items()
        ),
        options=cases,
    )
    return f"autoload -Uz bashcompinit && bashcompinit\n{script}" if shell == "zsh" else script


def _fish() -> str:
    from ..cli import COMMANDS

    lines = ["complete -c learnings -f -n __fish_use_subcommand"]
    lines += [
        f"complete -c learnings -n __fish_use_subcommand -a {name} -d {shlex.quote(about)}"
        for name, about in COMMANDS.items()
    ]
    lines += [
        f"complete -c learnings -n '__fish_seen_subcommand_from {name}' -l {option[2:]}"
        for name, options in _options().items()
        for option in options
    ]
    names = " ".join(_names())
    lines.append(f"complete -c learnings -n '__fish_seen_subcommand_from explain' -a '{names}'")
    return "\n".join(lines) + "\n"
