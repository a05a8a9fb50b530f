-- 标题：哪些文字与别的报告雷同
-- 怎样看：一行是一段文字和最早有它的那一份。相同%是两段文字里抽出来比的句子有百分之几相同，100 多半是整段照抄；“全文”写“是”的，
--   去掉机关名称以后一字不差。早晚按年度、公布日期排，都一样的看不出谁抄谁。很多报告都有的句子（套话）不算。
-- 参数 year 整数：只看哪一年度的报告抄了别的，不写就是各年度
-- 参数 least 整数 = 100：至少多少字符的文字才比
-- 参数 common 整数 = 100：超过多少份报告都有的句子算套话
-- 参数 own 整数 = 1：与本机关以前的报告雷同的要不要列，0 不要
WITH texts AS (
  SELECT
    row_number() OVER (ORDER BY c.year NULLS LAST, c.published NULLS LAST, c.id, s.part) AS text,
    s.report, s.part, s.characters, s.digest, s.sketch, c.organ, c.owner, c.year, c.published, c.path
  FROM sources s JOIN chosen c ON c.id = s.report
  WHERE s.sort = 'text' AND s.characters >= $least
),
-- Each mark leads to the first text that has it, so that the work grows with the texts and not with
-- their pairs. A mark in many reports says nothing.
marks AS (SELECT text, report, unnest(sketch) AS mark FROM texts),
kept AS (
  SELECT mark, min(text) AS first, count(DISTINCT report) AS reports FROM marks
  GROUP BY mark HAVING count(DISTINCT report) <= $common
),
telling AS (SELECT text, list(mark) AS marks FROM marks SEMI JOIN kept USING (mark) GROUP BY text),
alike AS (
  SELECT
    a.text, a.first,
    len(list_intersect(x.marks, y.marks)) AS same,
    least(len(x.marks), len(y.marks)) AS compared
  FROM (
    SELECT DISTINCT text, first FROM marks JOIN kept USING (mark) WHERE reports > 1 AND text > first
  ) a
  JOIN telling x ON x.text = a.text
  JOIN telling y ON y.text = a.first
),
whole AS (
  SELECT text, min(text) OVER (PARTITION BY digest) AS first
  FROM texts WHERE digest IS NOT NULL
  QUALIFY count(DISTINCT report) OVER (PARTITION BY digest) BETWEEN 2 AND $common
),
found AS (
  SELECT text, first, 100.0 AS share, true AS exact FROM whole WHERE text > first
  UNION ALL
  -- six of eight, or as many of fewer
  SELECT text, first, 100.0 * same / compared, false FROM alike
  WHERE same >= 3 AND same * 8 >= 6 * compared
)
SELECT
  coalesce(a.organ, a.path) AS 机关,
  a.year AS 年度,
  coalesce(part_name, a.part) AS 部分,
  a.characters AS 字符,
  coalesce(b.organ, b.path) AS 雷同的机关,
  b.year AS 雷同的年度,
  round(f.share) AS "相同%",
  CASE WHEN f.exact THEN '是' END AS 全文
FROM found f
JOIN texts a ON a.text = f.text
JOIN texts b ON b.text = f.first
LEFT JOIN parts ON parts.part = a.part
WHERE a.report <> b.report
  AND ($year IS NULL OR a.year = $year)
  AND ($own <> 0 OR a.owner IS DISTINCT FROM b.owner OR a.owner IS NULL)
QUALIFY row_number() OVER (PARTITION BY a.text ORDER BY f.exact DESC, f.share DESC, f.first) = 1
ORDER BY a.owner IS NOT NULL AND a.owner = b.owner, a.year DESC NULLS LAST, f.share DESC, 机关, 部分
