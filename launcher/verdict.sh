# Sourced by rtnlab before all else. git bisect run takes every status from 1 to 127 but 125 for "this commit is bad":
# what fails before there is a verdict must not be one of them.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
verdict=''
case ${1:-} in compare | bisect) trap '[[ -n $verdict ]] || exit 128' EXIT ;; esac
