#!/bin/sh
# Records what the BPF programs write while the RTNL is held on purpose and another thread waits
# for it. Run as root, with JAVA_HOME a JDK 25; rtnlab must have been built (./rtnlab doctor).
#
#   sudo ./record.sh FOLDER                      on this kernel
#   probes/record-golden stock-6.12              on another one
#
# records.bin         the records as they lay in the ring buffer
# truth.properties    kernel, threads, times of the holds, address of the mutex
set -eu
module=$(realpath "$(dirname "$0")/../../../../../../../..")
class_path="$module/../../bench/lab/target/app/*"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$JAVA_HOME/bin/javac" -proc:none -d "$work" -cp "$class_path" \
  "$module"/src/test/java/io/rtnlab/probes/bpf/RecordPlantedHolds.java \
  "$module"/src/test/java/io/rtnlab/probes/bpf/PlantedCapture.java
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp "$work:$class_path" \
  io.rtnlab.probes.bpf.RecordPlantedHolds "$1"
