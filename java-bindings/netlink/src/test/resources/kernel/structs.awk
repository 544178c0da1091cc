# SPDX-License-Identifier: Apache-2.0
# Turns uapi headers into a C program that prints every member of every struct as the compiler sees it:
#
#   struct <TAB> member <TAB> offset <TAB> bytes <TAB> u|s|be|struct|bytes
#
# The member * is the whole struct.
# u and s are numbers of the machine's byte order, be ones of the network's, bytes are arrays.
{ gsub(/\/\*[^*]*\*\//, ""); gsub(/\/\/.*/, "") }
/^[[:space:]]*struct[[:space:]]+[a-z0-9_]+[[:space:]]*\{/ && depth == 0 {
  name = $2; sub(/\{.*/, "", name); depth = 1
  printf "  printf(\"%s\\t*\\t0\\t%%zu\\tstruct\\n\", sizeof(struct %s));\n", name, name
  next
}
depth > 0 {
  opens = gsub(/\{/, "{"); closes = gsub(/\}/, "}")
  if (depth == 1 && opens == 0 && closes == 0 && $0 ~ /;/ && $0 !~ /[(:#]/) {
    line = $0
    if (line ~ /tc_gen;/) line = "__u32 index; __u32 capab; int action; int refcnt; int bindcnt;"
    sub(/^[[:space:]]+/, "", line)
    n = split(line, statements, ";")
    for (s = 1; s < n; s++) {
      statement = statements[s]; sub(/^[[:space:]]+/, "", statement)
      if (statement ~ /^$/ || statement ~ /\*/ || statement ~ /\[\]|\[0\]/) continue
      type = statement; sub(/[[:space:]]+[a-zA-Z_0-9]+[[:space:]]*(\[[^]]*\])*([[:space:]]*,.*)?$/, "", type)
      members = substr(statement, length(type) + 1)
      count = split(members, each, ",")
      for (m = 1; m <= count; m++) {
        member = each[m]; array = member ~ /\[/
        gsub(/\[.*|[[:space:]]/, "", member)
        if (member == "") continue
        if (array) kind = "\"bytes\""
        else if (type ~ /__be/) kind = "\"be\""
        else if (type ~ /struct|union/) kind = "\"struct\""
        else kind = sprintf("(__typeof__(((struct %s *)0)->%s))-1 < 0 ? \"s\" : \"u\"", name, member)
        printf "  printf(\"%s\\t%s\\t%%zu\\t%%zu\\t%%s\\n\", offsetof(struct %s, %s), sizeof(((struct %s *)0)->%s), %s);\n", \
          name, member, name, member, name, member, kind
      }
    }
  }
  depth += opens - closes
  if (depth <= 0) depth = 0
}
