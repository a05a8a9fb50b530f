-- 标题：每条勾稽关系有多少份报告不成立
-- 怎样看：一行是一条勾稽关系在一个年度、一类机关里的情况。份数是有这张表的报告，同一机关同一年度只算一份；一份报告里同一条勾稽关系
--   不管几处不成立，算一份。检查时归并成“填错一格”“忘填总计”的，也按它破坏的勾稽关系算在内。
-- 参数 year 整数：只看哪一年度，不写就是各年度
WITH checked AS (
  SELECT id, year, coalesce(kind_name, kind, '没有写明') AS kind
  FROM chosen LEFT JOIN kinds USING (kind)
  WHERE $year IS NULL OR year = $year
),
-- what is said of an identity itself, and the findings that stand for a whole constellation of sums
codes AS (SELECT DISTINCT code FROM equations),
folded AS (
  SELECT DISTINCT report FROM findings
  WHERE code IN ('GK300', 'GK308', 'GK309', 'GK400', 'GK408', 'GK409')
),
sums AS (
  SELECT report, code
  FROM folded JOIN cells USING (report)
  JOIN equations USING (form, table_id, row_id, column_id)
  GROUP BY report, code, equation
  HAVING count(value) = any_value(terms) AND sum(value * sign) <> 0
),
failing AS (
  SELECT report, code FROM sums
  UNION
  SELECT report, code FROM findings SEMI JOIN codes USING (code)
),
concerned AS (
  SELECT DISTINCT c.id, c.year, c.kind, e.code
  FROM checked c
  JOIN sources s ON s.report = c.id AND s.figures > 0
  JOIN (SELECT DISTINCT table_id, code FROM equations) e ON e.table_id = s.part
)
SELECT
  c.code AS 代码,
  any_value(what) AS 说的是,
  year AS 年度,
  kind AS 机关类别,
  count(*) AS 份数,
  count(f.report) AS 不成立,
  round(100.0 * count(f.report) / count(*), 1) AS "不成立%"
FROM concerned c
LEFT JOIN failing f ON f.report = c.id AND f.code = c.code
LEFT JOIN rules r ON r.code = c.code
GROUP BY c.code, year, kind
ORDER BY c.code, year DESC NULLS LAST, "不成立%" DESC, kind
