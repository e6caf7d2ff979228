// SPDX-License-Identifier: Apache-2.0
/// Reports as people and scripts read them: text, JSON, Markdown and HTML. A report is first put
/// into the words of one language ([Reading]) and then set; nothing here judges, and nothing does
/// I/O.
@NullMarked
package dev.pasaje.render;

import org.jspecify.annotations.NullMarked;
