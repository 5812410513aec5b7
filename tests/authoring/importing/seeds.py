"""Whole files that are damaged by tests, and pieces that mean something in them."""

from tests.authoring.importing.material import W, drawing, line, picture, relation, run, word

CARPENTRIES = """---
title: Saws
teaching: 10
exercises: 5
---

::: objectives
- Cut
:::

# Saws

Words *of* `code` [next](b.md#x), ~~old~~.[^1]

::: challenge
## Try

1. Saw

   ```python
   print('x' < 1)
   ```

::: solution
Forty
:::
:::

::: instructor
Note
:::

| a | b |
|---|---|
| 1 | ![A saw](a.png){alt='A saw'} |

[^1]: Foot
"""
COMPONENTS = """+++
title = "Rasps"
weight = 3
+++
import Tabs from '@theme/Tabs';

:::tip Title
Words
:::

<Tabs values={[{label: 'A', value: 'a'}]}>
<TabItem value="a">x</TabItem></Tabs>

{{< youtube abcdefgh >}}

{% include figure.html url="a.png" %}

<details><summary>S</summary>

Hidden <b>words</b>

</details>

$a$ <iframe src="https://e.org"></iframe>
"""
OTHERS = """> ## Task
>
> Words
>
> > ## Solution
> > Answer
> {: .solution}
{: .challenge}

!!! note "T"
    Inside

    ??? hint
        Deep

```{r, echo=FALSE}
plot(1)
```

```{note} Title
Words
```

term
:   meaning

$$
x
$$

سوئی ۱۲ — Café
"""
MARKDOWN = [text.encode() for text in (CARPENTRIES, COMPONENTS, OTHERS)]
SETTINGS = [b"title: Wood\nepisodes:\n- a.md\nlicense: CC-BY 4.0\n", b'{"label": "Saws", "position": 2}', MARKDOWN[0]]
MARKDOWN_WORDS = b"""::: solution
::: instructor
::: challenge
:::
```
~~~
---
+++
>
-
1.
<details>
</details>
<div>
</div>
<x-box>
</x-box>
<script>
<!--
-->
{%
%}
{{<
>}}
{: .solution}
{: .challenge}
$$
![](
{alt='
'}
[^1]
!!! note
???
===
<Tabs
<TabItem>
</Tabs>
{/*
import a from 'b'
&#xD800;
[x][y]
title:
../
%2e%2e/
file:///
javascript:
data:image/png;base64,
&a *a
!!python/name:os.x""".split(b"\n")
WORD_WORDS = b"""<w:p>
</w:p>
<w:r>
</w:r>
<w:t>
</w:t>
<w:del>
</w:del>
<w:ins>
<w:tbl>
<w:tr>
<w:tc>
<w:vanish/>
w:val=
Heading1
Heading2
<!DOCTYPE x [<!ENTITY a "b">]>
&a;
&#0;
<![CDATA[
<w:footnoteReference w:id="4"/>
<w:gridSpan w:val="99999999"/>
<w:sym/>
r:embed
<m:oMath>
<mc:AlternateContent>
Target=
../../
http://e.org
<w:sdt><w:sdtContent>
<w:numId w:val="x"/>
<w:fldChar/>
<w:instrText>""".split(b"\n")
WORD = word(
    line("Wood", "Title")
    + line("Saws", "Heading1")
    + line("Teeth", "Heading2")
    + line("Words", inside=f'<w:del w:id="1">{run("gone")}</w:del>' + drawing("r1", "A saw"))
    + line("More", inside='<w:r><w:footnoteReference w:id="4"/></w:r>')
    + f"<w:tbl><w:tr><w:tc>{line('a')}</w:tc><w:tc>{line('b')}</w:tc></w:tr></w:tbl>",
    parts={
        "word/media/image1.png": picture(),
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="4">{line("Foot")}</w:footnote></w:footnotes>',
    },
    relations=relation("r1", "media/image1.png") + relation("r2", "footnotes.xml", "footnotes"),
)
