//! One script for reading: traditional characters count as the simplified ones they stand for.

use crate::find::fold;

/// The commonest characters of names, cities and the words that are read; the simplified form of each is at the same
/// place in [`SIMPLIFIED`].
const TRADITIONAL: &str = "張劉陳楊趙黃吳孫馬鄭謝韓馮鄧蕭許葉蘇盧蔣賈譚陸範鄒龍錢嚴顧萬賴閻畢單龔湯喬賀聶歐偉強麗華國軍靜傑濤飛鵬紅蘭蓮鳳雲\
東曉慶寧領導長處總經書記會議開參電話訊機場飯賓館後點週禮時間樣產報價發標簽應諾證給對從達來無說聽據傳該確認擬訪見\
約談題課樓歲壽節曆農陰陽臘閏餅籃錶筆壺盃買賣貨塊號車軌鐵動輪駕網絡設備運維護務財銀級員師醫學術圖廳縣區鎮鄉島廣濟\
煙濰臨濱門廈瀋連龜爾齊營莊溫紹興義錫揚貴麼嗎這個們還過進遠邊裡兩雙幾歡愛親媽爺孃婦兒麵麥魚雞鴨貓鳥樹綠藍頭髮臉腦\
體準帶請讓舉辦訂預顯檔條項組織團隊歸結轉變聯繫繼續緊關係響壞舊臺檯灣倫紐羅納廠啟協競爭誰瑩瓊穎琺銘鈞錦鋒銳鍾鐘鴻\
燁煒瑋珮嫻嬌潔瀟瀾澤淵漢灝勝勵勛勳厲嶽峯崗齡順頌賢贊貝輝軒辭遼邁鄺閔闊雋霽韋頤駿驍鷺驗調試測詢問質詳細計劃畫購賬\
賠貼資費軟輸選錄鑒隨雖雜靈願類額風飲驚鬧魯與於種蓋";
const SIMPLIFIED: &str = "张刘陈杨赵黄吴孙马郑谢韩冯邓萧许叶苏卢蒋贾谭陆范邹龙钱严顾万赖阎毕单龚汤乔贺聂欧伟强丽华国军静杰涛飞鹏红兰莲凤云\
东晓庆宁领导长处总经书记会议开参电话讯机场饭宾馆后点周礼时间样产报价发标签应诺证给对从达来无说听据传该确认拟访见\
约谈题课楼岁寿节历农阴阳腊闰饼篮表笔壶杯买卖货块号车轨铁动轮驾网络设备运维护务财银级员师医学术图厅县区镇乡岛广济\
烟潍临滨门厦沈连龟尔齐营庄温绍兴义锡扬贵么吗这个们还过进远边里两双几欢爱亲妈爷娘妇儿面麦鱼鸡鸭猫鸟树绿蓝头发脸脑\
体准带请让举办订预显档条项组织团队归结转变联系继续紧关系响坏旧台台湾伦纽罗纳厂启协竞争谁莹琼颖珐铭钧锦锋锐钟钟鸿\
烨炜玮佩娴娇洁潇澜泽渊汉灏胜励勋勋厉岳峰岗龄顺颂贤赞贝辉轩辞辽迈邝闵阔隽霁韦颐骏骁鹭验调试测询问质详细计划画购账\
赔贴资费软输选录鉴随虽杂灵愿类额风饮惊闹鲁与于种盖";

/// Folded for comparison, character by character.
pub(in crate::exchange) fn plain(text: &str) -> String {
    let one =
        |c: char| TRADITIONAL.chars().zip(SIMPLIFIED.chars()).find(|(old, _)| *old == c).map_or(c, |(_, new)| new);
    fold(text).chars().map(|c| if c.is_ascii() { c } else { one(c) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_are_read_as_one() {
        assert_eq!(TRADITIONAL.chars().count(), SIMPLIFIED.chars().count());
        assert_eq!(plain("張偉下週三赴臺北，給王強打電話"), plain("张伟下周三赴台北，给王强打电话"));
    }
}
