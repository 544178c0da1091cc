/** The command line: one file per command, which reads options and leaves the work to others. */
@NullMarked
package io.rtnlab.lab.cli;

import org.jspecify.annotations.NullMarked;
